import Foundation
import LocalStore

/// Holds what the journal says against what the server has. Only the newest word on each thing is
/// compared: older ones may have been changed since.
enum JournalTruth {
  private struct Snapshot: Decodable {
    struct Thing: Decodable {
      var id: String
      var isEnabled: Bool?
    }
    var key: Thing?
    var plan: Thing?
    var isAttached: Bool?

    init?(_ json: String?) {
      // What cannot be read says nothing, which the caller treats as a fault where it matters.
      guard let json, let read = try? JSONDecoder().decode(Snapshot.self, from: Data(json.utf8))
      else { return nil }
      self = read
    }
  }

  /// What is not so.
  static func complaints(_ entries: [JournalEntry], _ state: ServerState) -> [String] {
    var newest: [String: JournalEntry] = [:]
    for entry in entries {
      newest[entry.action + " " + entry.subjects.joined(separator: " ")] = entry
    }
    // An undo, or an entry nobody knows the end of, may have changed what others left.
    let unclear = Set(
      entries.filter { [.started, .unknown].contains($0.outcome) || $0.action == "undo" }
        .flatMap(\.subjects))
    return newest.values.compactMap { entry in
      guard unclear.isDisjoint(with: entry.subjects) else { return nil }
      return complaint(entry, state)
    }
  }

  private static func complaint(_ entry: JournalEntry, _ state: ServerState) -> String? {
    let (before, after) = (Snapshot(entry.before), Snapshot(entry.after))
    let isDone = entry.outcome == .done
    guard isDone || entry.outcome == .failed else { return nil }
    let key = (after ?? before)?.key?.id
    var isSo = true
    switch entry.action {
    case "setEnabled":
      guard let key, let was = before?.key?.isEnabled else {
        return "\(entry.summary) tells nothing"
      }
      isSo = state.keys[key]?.isEnabled == (isDone ? after?.key?.isEnabled : was)
    case "attach", "detach":
      guard let key, let plan = before?.plan?.id, let was = before?.isAttached else {
        return "\(entry.summary) tells nothing"
      }
      let isMember = state.keys[key]?.plans.contains(plan) ?? false
      isSo = isMember == (isDone ? after?.isAttached : was)
    case "deleteKey":
      guard let key = before?.key?.id else { return "\(entry.summary) tells nothing" }
      isSo = (state.keys[key] == nil) == isDone
    case "createKey":
      guard isDone else { return nil }
      isSo = key.map { state.keys[$0] != nil } ?? false
    default: break
    }
    return isSo
      ? nil : "the journal says “\(entry.summary)” \(entry.outcome.rawValue), which is not so"
  }
}
