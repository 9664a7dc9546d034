/// The requests that the invented callers of a key send, computed and never stored.
///
/// Every figure depends on the seed and the day alone, so that a day looks the same whenever it is
/// looked at, and ten thousand keys cost no memory.
struct Traffic: Codable, Sendable, Equatable {
  /// How the days of the week differ.
  enum Rhythm: String, Codable, Sendable, CaseIterable {
    /// Offices: little on Saturday and Sunday.
    case office
    /// Shops: most on Saturday and Sunday.
    case shop
    /// Machines: every day alike.
    case machine
  }

  /// Who calls.
  enum Caller: String, Codable, Sendable {
    /// A distribution that adds the key to what it passes on to one stage, and nobody else calls it.
    case distribution
    /// The customer, and lately somebody else from one address.
    case stranger
  }

  /// Seed of this key's noise.
  var seed: UInt64
  /// Requests on an average day.
  var daily: Double
  /// How the days of the week differ.
  var rhythm: Rhythm
  /// The first day with requests.
  var from: Int
  /// The last day with requests; nil while they go on.
  var until: Int?
  /// Who calls, where it is not simply the customer.
  var caller: Caller?
  /// Since when somebody else calls, in seconds since 1970.
  var strangerSince: Double?

  /// The requests of a whole day.
  func demand(on day: Int) -> Int {
    guard day >= from, day <= until ?? .max else { return 0 }
    var numbers = SplitMix(seed: seed, UInt64(bitPattern: Int64(day)))
    let noise = 0.8 + 0.4 * numbers.unit()
    let spike = numbers.below(60) == 0 ? 1.7 : 1
    return Int((daily * weight(on: day) * noise * spike).rounded())
  }

  /// The requests of a day up to a moment of it, from 0 at its start to 1 at its end.
  func demand(on day: Int, upTo part: Double) -> Int {
    if part <= 0 { return 0 }
    let whole = demand(on: day)
    if part >= 1 { return whole }
    // Nights are quiet, and the share never falls while the day goes on.
    return Int((Double(whole) * Self.share(part)).rounded(.down))
  }

  /// How much a day of the week weighs; a week weighs seven.
  func weight(on day: Int) -> Double {
    let weekend = CivilDay.weekday(day) >= 5
    return switch rhythm {
    case .office: weekend ? 0.35 : 1.26
    case .shop: weekend ? 1.5 : 0.8
    case .machine: 1
    }
  }
}
