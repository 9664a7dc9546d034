import GatewayKit

/// Changes that a person confirmed, on their way one by one.
struct ChangeRun: Equatable, Sendable {
  /// What became of one change.
  enum Status: Equatable, Sendable {
    case waiting
    case sending(TaskID)
    case done(String)
    case failed(GatewayError)
    /// Never sent, because the program quits.
    case dropped
  }

  /// One change and what became of it.
  struct Item: Equatable, Sendable {
    var change: Change
    var status: Status = .waiting
    /// Why it waits, in the service's words.
    var progress: String?
  }

  /// How many are under way at once.
  static let width = 4

  var number: Int
  /// What is being done, as a heading.
  var title: String
  var items: [Item]

  var isBulk: Bool { items.count > 1 && !items.map(\.change).isTagEditOfOneKey }
  var urgency: Urgency { isBulk ? .bulk : .person }
  var doneCount: Int { items.filter { if case .done = $0.status { true } else { false } }.count }
  var failures: [Int] {
    items.indices.filter { if case .failed = items[$0].status { true } else { false } }
  }
  var unsent: [Item] { items.filter { $0.status == .waiting } }
  var sendingCount: Int {
    items.filter { if case .sending = $0.status { true } else { false } }.count
  }
  var isOver: Bool { sendingCount == 0 && unsent.isEmpty }
}
