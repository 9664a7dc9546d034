/// Many values in few columns.
enum Buckets {
  /// The range of items that a column stands for, when there are more items than columns.
  static func range(ofColumn column: Int, columns: Int, items: Int) -> Range<Int> {
    let start = column * items / columns
    let end = (column + 1) * items / columns
    return start..<max(start, end)
  }

  /// The values themselves, or the greatest of each column's share; nil where there is none.
  static func greatest(_ values: [Double?], in columns: Int) -> [Double?] {
    guard columns > 0 else { return [] }
    guard values.count > columns else { return values }
    return (0..<columns).map { column in
      values[range(ofColumn: column, columns: columns, items: values.count)]
        .compactMap(\.self).max()
    }
  }
}
