/// The companies that the demo data invent; none of them is meant to exist.
struct DemoCustomers {
  /// A company and who answers for its keys.
  struct Customer: Sendable, Equatable {
    /// `cust-0042`
    var id: String
    /// `Amber Harbor Foods`
    var name: String
    /// `amber-harbor-foods`
    var slug: String
    /// Owner, team and contact; one dictionary that all keys of the company share.
    var tags: [String: String]
  }

  private static let colours = [
    "Amber", "Blue", "Copper", "Crimson", "Golden", "Green", "Indigo", "Ivory", "Jade", "Olive",
    "Pearl", "Quartz", "Ruby", "Silver", "Slate", "Teal", "Umber", "Violet", "White", "Ochre",
  ]
  private static let places = [
    "Harbor", "Meadow", "Summit", "Canyon", "River", "Forest", "Lagoon", "Prairie", "Glacier",
    "Orchard", "Valley", "Island", "Delta", "Ridge", "Grove", "Brook", "Dune", "Cove", "Heath",
    "Fjord",
  ]
  private static let trades = [
    "Foods", "Freight", "Retail", "Travel", "Insurance", "Media", "Energy", "Health", "Tools",
    "Textiles", "Robotics", "Markets", "Books", "Optics", "Cycles",
  ]
  private static let teams = ["commerce", "partners", "mobile", "data", "operations"]

  /// Seed of the choices.
  let seed: UInt64

  /// The company of a number.
  func customer(_ number: Int) -> Customer {
    // The three lists run through each other, so that 6,000 companies have different names.
    let shift = Int(seed % 20)
    let colour = Self.colours[(number + shift) % Self.colours.count]
    let place = Self.places[(number / Self.colours.count + number + shift) % Self.places.count]
    let trade = Self.trades[(number / 400 + number + shift) % Self.trades.count]
    let slug = "\(colour)-\(place)-\(trade)".lowercased()
    var numbers = SplitMix(seed: seed, 30, UInt64(number))
    let digits = String(number + 1)
    return Customer(
      id: "cust-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits,
      name: "\(colour) \(place) \(trade)", slug: slug,
      tags: [
        "owner": slug, "team": numbers.pick(Self.teams), "contact": "api@\(slug).example",
      ])
  }
}
