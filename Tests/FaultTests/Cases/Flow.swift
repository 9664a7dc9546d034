import GatewayKit
import Testing

/// What a flow works on.
struct Cast: Sendable {
  var keys: [APIKey] = []
  var plans: [UsagePlan] = []
  var csv = ""
  /// The plans before they were suspended.
  var plansBefore: [String: ServerState.Plan] = [:]
  var drawer = Drawer()
  /// The server before the flow.
  var initial = ServerState()
}

/// Something that a person does, and what must hold while and after it is done.
struct Flow: Sendable, CustomTestStringConvertible {
  var name: String
  /// Makes what it needs; nothing is broken yet.
  var prepare: @Sendable (GatewayService, FaultWorld) async throws -> Cast
  /// The command.
  var act: @Sendable (GatewayService, Cast) async throws -> Void
  /// Complaints about the server at any moment.
  var always: @Sendable (ServerState, Cast) -> String? = { _, _ in nil }
  /// Complaints about the server once the command has said that it is done.
  var settled: @Sendable (ServerState, Cast) -> String?
  /// Refusals of the second start that mean it was done by the first.
  var alreadyDone: Set<String> = []
  /// Any refusal of the second start will do: the state tells.
  var mayRefuseAgain = false
  /// What is started again instead of the command itself.
  var again: (@Sendable (GatewayService, Cast) async throws -> Void)?
  /// A failure that is reported as such leaves the server as it was.
  var isAllOrNothing = true
  /// Doing it again after it was done changes nothing.
  var isRepeatable = false
  /// Names of customers whom one of their keys must let in wherever the first one did, at every
  /// moment.
  var customers: Set<String> = ["bystander"]
  /// Keys that the flow may delete.
  var mayLose: @Sendable (Cast) -> Set<String> = { _ in [] }

  var testDescription: String { name }
}

/// One way for a flow to go wrong.
enum Trouble: Sendable, CustomStringConvertible {
  case none
  case broken(request: Int, how: Breakage)
  case crash(Crash)

  var description: String {
    switch self {
    case .none: "nothing broken"
    case .broken(let request, let how): "request \(request) \(how.rawValue)"
    case .crash(let crash): crash.description
    }
  }
}
