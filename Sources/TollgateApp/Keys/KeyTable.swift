import Canvas

/// Which key does what: the defaults, or what the config made of them. Foot, help and README are
/// made from it.
struct KeyTable: Equatable, Sendable {
  /// Keys of each action, the first one is shown.
  private(set) var keys: [Action: [Key]]
  private var actions: [Key: [Action]]

  /// The defaults.
  static let standard = KeyTable(keys: defaults)

  private static let defaults: [Action: [Key]] = Dictionary(
    ActionInfo.all.map { ($0.action, $0.keys.compactMap(KeyChord.key)) },
    uniquingKeysWith: { first, _ in first })

  private init(keys: [Action: [Key]]) {
    self.keys = keys
    actions = [:]
    for action in Action.allCases {
      for key in keys[action] ?? [] { actions[key, default: []].append(action) }
    }
  }

  /// Applies the config's `keys:`. What cannot be taken is left at its default and said.
  static func remapped(_ changes: [String: String]) -> (table: KeyTable, problems: [String]) {
    var keys = defaults
    var problems: [String] = []
    for (name, text) in changes.sorted(by: { $0.key < $1.key }) {
      guard let action = Action(rawValue: name) else {
        problems.append("keys: \(name) is no action; :help lists them.")
        continue
      }
      var wanted: [Key] = []
      for word in text.split(separator: " ") {
        guard let key = KeyChord.key(String(word)) else {
          problems.append("keys: \(word) is no key, so \(name) keeps its own.")
          continue
        }
        guard !KeyChord.forbidden.contains(key) else {
          problems.append("keys: \(word) belongs to the terminal, so \(name) keeps its own.")
          continue
        }
        wanted.append(key)
      }
      guard !wanted.isEmpty || text.isEmpty else { continue }
      for key in wanted {
        for other in Action.allCases where other != action && changes[other.rawValue] == nil {
          guard overlap(action, other), keys[other]?.contains(key) == true else { continue }
          keys[other]?.removeAll { $0 == key }
          problems.append(
            "keys: \(KeyChord.text(key)) is now \(name), no longer \(other.rawValue).")
        }
      }
      keys[action] = wanted
    }
    let table = KeyTable(keys: keys)
    return (table, problems + table.conflicts)
  }

  /// Keys that two actions of one view share.
  var conflicts: [String] {
    var found: [String] = []
    for (key, actions) in actions.sorted(by: { KeyChord.text($0.key) < KeyChord.text($1.key) }) {
      for (index, action) in actions.enumerated() {
        for other in actions[(index + 1)...] where Self.overlap(action, other) {
          found.append(
            "keys: \(KeyChord.text(key)) is both \(action.rawValue) and \(other.rawValue).")
        }
      }
    }
    return found
  }

  private static func overlap(_ one: Action, _ other: Action) -> Bool {
    guard let left = ActionInfo.of(one).views, let right = ActionInfo.of(other).views else {
      return true
    }
    return !left.isDisjoint(with: right)
  }

  /// What a key does in a view.
  func action(_ key: Key, in view: ViewName) -> Action? {
    actions[key]?.first { ActionInfo.of($0).views?.contains(view) ?? true }
  }

  /// The key to show for an action; empty when it has none.
  func label(_ action: Action) -> String {
    keys[action]?.first.map(KeyChord.text) ?? ""
  }

  /// All keys of an action, as help shows them.
  func labels(_ action: Action) -> String {
    (keys[action] ?? []).map(KeyChord.text).joined(separator: " ")
  }

  /// The table for the README, made from the same data.
  var markdown: String {
    var lines = ["| keys | command | what it does |", "|---|---|---|"]
    for info in ActionInfo.all {
      let keys = (keys[info.action] ?? []).map { "`\(KeyChord.text($0))`" }.joined(separator: " ")
      lines.append("| \(keys) | `:\(info.action.rawValue)` | \(info.sentence) |")
    }
    return lines.joined(separator: "\n")
  }
}
