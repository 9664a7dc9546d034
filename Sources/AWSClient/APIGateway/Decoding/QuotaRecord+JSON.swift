extension QuotaRecord {
  /// Reads a quota; nil for `null` and for one without limit or period.
  static func ifAny(_ reader: inout JSONReader) throws(JSONFailure) -> QuotaRecord? {
    var limit: Int?
    var offset: Int?
    var period: String?
    try reader.object { name, reader throws(JSONFailure) in
      switch name {
      case "limit": limit = try reader.int()
      case "offset": offset = try reader.int()
      case "period": period = try reader.string()
      default: try reader.skip()
      }
    }
    guard let limit, let period else { return nil }
    return QuotaRecord(limit: limit, offset: offset ?? 0, period: period)
  }
}
