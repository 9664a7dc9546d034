extension TableWidget {
  /// The width that each column gets in a rectangle; 0 for one that has left.
  package func columnWidths(in rect: Rect) -> [Int] {
    var widths = columns.map { _ in 0 }
    for place in placement(width: rect.width, visible: TableWidget.visibleRows(in: rect)) {
      widths[place.column] = place.width
    }
    return widths
  }
}
