/// A quota as the service returns it.
package struct QuotaRecord: Sendable, Equatable {
  /// Requests per period and key.
  package var limit: Int
  /// Day of the week or month on which the period starts, counted from 0.
  package var offset: Int
  /// `DAY`, `WEEK` or `MONTH`.
  package var period: String

  /// Makes a record.
  package init(limit: Int, offset: Int = 0, period: String) {
    self.limit = limit
    self.offset = offset
    self.period = period
  }
}
