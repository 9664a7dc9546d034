import Foundation

/// A field of a journal entry before and after, in words.
struct JournalDifference: Equatable, Sendable {
  var what: String
  var before: String
  var after: String

  /// All fields of two states, in order of their names. A state that is no JSON is one field.
  static func between(_ before: String?, _ after: String?) -> [JournalDifference] {
    let (old, new) = (fields(before), fields(after))
    return Set(old.keys).union(new.keys).sorted().map { path in
      JournalDifference(
        what: words(path), before: text(old[path], path), after: text(new[path], path))
    }
  }

  private static func fields(_ json: String?) -> [String: String] {
    guard let json else { return [:] }
    do {
      var found: [String: String] = [:]
      try JSONDecoder().decode(JournalState.self, from: Data(json.utf8)).collect("", &found)
      return found
    } catch {
      // Damaged, it is still shown as it stands.
      return ["": json]
    }
  }

  private static func text(_ value: String?, _ path: String) -> String {
    guard let value else { return "–" }
    if path.hasSuffix("isEnabled") { return value == "yes" ? "enabled" : "disabled" }
    return value.isEmpty ? "–" : value
  }

  /// `key.isEnabled` as `key state`, `plan.quota.limit` as `plan quota limit`.
  private static func words(_ path: String) -> String {
    let names = [
      "isEnabled": "state", "customerId": "customer id", "planIds": "plans",
      "isAttached": "member", "remaining": "left", "periodStart": "period from",
    ]
    return path.split(separator: ".").map { names[String($0)] ?? String($0) }.joined(separator: " ")
  }
}

/// Any JSON, as far as a journal entry needs it.
private indirect enum JournalState: Decodable {
  case table([String: JournalState])
  case list([JournalState])
  case truth(Bool)
  case whole(Int)
  case number(Double)
  case text(String)
  case nothing

  init(from decoder: any Decoder) throws {
    let one = try decoder.singleValueContainer()
    if one.decodeNil() {
      self = .nothing
      return
    }
    // Each attempt that fails only says that it is of another kind.
    if let truth = try? one.decode(Bool.self) {
      self = .truth(truth)
    } else if let whole = try? one.decode(Int.self) {
      self = .whole(whole)
    } else if let number = try? one.decode(Double.self) {
      self = .number(number)
    } else if let text = try? one.decode(String.self) {
      self = .text(text)
    } else if let list = try? one.decode([JournalState].self) {
      self = .list(list)
    } else {
      self = .table(try one.decode([String: JournalState].self))
    }
  }

  /// Every field below a path.
  func collect(_ path: String, _ found: inout [String: String]) {
    guard case .table(let table) = self else {
      found[path] = words
      return
    }
    if table.isEmpty, !path.isEmpty { found[path] = "none" }
    for (name, inner) in table {
      inner.collect(path.isEmpty ? name : "\(path).\(name)", &found)
    }
  }

  private var words: String {
    switch self {
    case .table: ""
    case .list(let list): list.isEmpty ? "none" : list.map(\.words).joined(separator: ", ")
    case .truth(let truth): truth ? "yes" : "no"
    case .whole(let number): Figures.number(number)
    case .number(let number): Figures.decimal(number)
    case .text(let text): text
    case .nothing: "–"
    }
  }
}
