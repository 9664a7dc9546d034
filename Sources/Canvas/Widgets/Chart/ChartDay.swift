/// One day of a ``BarChart``.
package struct ChartDay: Hashable, Sendable {
  /// The date as the axis shows it: `21 Nov`.
  package var label: String
  /// Requests of the day; nil when nobody knows, which is not zero.
  package var used: Int?
  /// What is left of the quota at the end of the day; nil when there is none or nobody knows.
  package var remaining: Int?
  /// True when a new quota period begins with this day.
  package var isReset: Bool
  /// True for a day to come: ``remaining`` is forecast.
  package var isForecast: Bool

  /// Makes a day.
  package init(
    _ label: String, used: Int?, remaining: Int? = nil, isReset: Bool = false,
    isForecast: Bool = false
  ) {
    self.label = label
    self.used = used
    self.remaining = remaining
    self.isReset = isReset
    self.isForecast = isForecast
  }
}
