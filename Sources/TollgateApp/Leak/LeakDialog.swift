import Foundation
import GatewayKit

/// The way from a leaked text to a key that is off: paste, search, choose, confirm, prove.
struct LeakDialog: Equatable, Sendable {
  /// What is asked before something is done.
  enum Question: Equatable, Sendable {
    /// Disable these keys, all of one leak.
    case disable([LeakMatch])
    /// Move a key into the quarantine plan.
    case quarantine(LeakMatch)
    /// Make a replacement for keys that are disabled already.
    case replace([LeakMatch])
    /// Where the report goes.
    case reportPath(FieldText)
  }

  /// The text, until the search has it.
  var text = LeakedText()
  /// How the text that is searched for is shown.
  var mask = ""
  /// When text was typed last, and how many characters came at that moment: a burst is a paste.
  var typedAt: Date?
  var burst = 0
  /// True when the search begins as soon as there is a connection.
  var awaitsConnection = false
  /// What the search has told; nil before it began.
  var search: LeakSearch?
  /// The leak that the cursor chose; nil stands for the first.
  var chosen: Int?
  /// What is known of the keys found, by match.
  var facts: [LeakMatch.ID: LeakFacts] = [:]
  var question: Question?
  /// The revocation whose log is shown.
  var revocation: Int?
  /// Rows of the body above the first one seen.
  var top = 0
  /// Why what was pressed last did nothing.
  var hint: String?

  init(_ text: LeakedText = LeakedText()) { self.text = text }

  /// The matches of the leak that is acted on; never those of two.
  var chosenMatches: [LeakMatch] {
    guard let search, let leak = chosenLeak else { return [] }
    return search.matches.filter { $0.leak == leak }
  }

  /// The leak under the cursor.
  var chosenLeak: Int? {
    guard let leaks = search?.leaks else { return nil }
    return chosen.flatMap { leaks.contains($0) ? $0 : nil } ?? leaks.first
  }
}

/// What a search has told so far.
struct LeakSearch: Equatable, Sendable {
  var began: Date
  var announcement: String?
  var progress: LeakEvent.Progress?
  /// In the order in which they came, so that no row moves under the cursor.
  var matches: [LeakMatch] = []
  var findings: LeakFindings?
  var error: GatewayError?

  var isOver: Bool { findings != nil || error != nil }

  /// Numbers of the leaks in the order in which they came.
  var leaks: [Int] {
    var seen: Set<Int> = []
    return matches.map(\.leak).filter { seen.insert($0).inserted }
  }

  /// Takes a match in; the same key again replaces what was known of it.
  mutating func take(_ match: LeakMatch) {
    if let place = matches.firstIndex(where: { $0.id == match.id }) {
      matches[place] = match
    } else {
      matches.append(match)
    }
  }
}

/// What is known of a key that leaked, as it comes in.
struct LeakFacts: Equatable, Sendable {
  var plans: [UsagePlan]?
  var openings: [LeakDetail.Opening]?
  var exposure: LeakDetail.Exposure?
  var management: LeakDetail.Management?
  /// True once it is known whether a tool owns the key.
  var knowsManagement = false
  var traffic: [LeakDetail.Traffic] = []
  var notes: [String] = []
  var isOver = false
  var error: GatewayError?

  mutating func take(_ detail: LeakDetail) {
    switch detail {
    case .plans(let plans): self.plans = plans
    case .opens(let openings): self.openings = openings
    case .exposure(let exposure): self.exposure = exposure
    case .management(let management):
      self.management = management
      knowsManagement = true
    case .traffic(let traffic):
      self.traffic.removeAll { $0.stage == traffic.stage }
      self.traffic.append(traffic)
    case .note(let sentence): if !notes.contains(sentence) { notes.append(sentence) }
    }
  }
}
