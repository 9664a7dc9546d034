import Foundation
import GatewayKit

extension Urgency {
  func keyPages(_ service: GatewayService) -> AsyncThrowingStream<KeyPage, any Error> {
    switch self {
    case .person: service.keyPages(nil, .forPerson)
    case .bulk: service.keyPages(nil, .forBulk)
    case .background: service.keyPages(nil, .forRefresh)
    }
  }

  func planPages(_ service: GatewayService) -> AsyncThrowingStream<PlanPage, any Error> {
    switch self {
    case .person: service.planPages(.forPerson)
    case .bulk: service.planPages(.forBulk)
    case .background: service.planPages(.forRefresh)
    }
  }

  func key(_ id: KeyID, _ service: GatewayService) async throws -> APIKey {
    switch self {
    case .person: try await service.key(id, .forPerson)
    case .bulk: try await service.key(id, .forBulk)
    case .background: try await service.key(id, .forRefresh)
    }
  }

  func plan(_ id: PlanID, _ service: GatewayService) async throws -> UsagePlan {
    switch self {
    case .person: try await service.plan(id, true, .forPerson)
    case .bulk: try await service.plan(id, true, .forBulk)
    case .background: try await service.plan(id, true, .forRefresh)
    }
  }

  func members(_ id: PlanID, _ service: GatewayService) async throws -> [PlanMember] {
    switch self {
    case .person: try await service.members(id, .forPerson)
    case .bulk: try await service.members(id, .forBulk)
    case .background: try await service.members(id, .forRefresh)
    }
  }

  func plansOfKey(_ id: KeyID, _ service: GatewayService) async throws -> [UsagePlan] {
    switch self {
    case .person: try await service.plansOfKey(id, .forPerson)
    case .bulk: try await service.plansOfKey(id, .forBulk)
    case .background: try await service.plansOfKey(id, .forRefresh)
    }
  }

  func usage(_ request: UsageRequest, _ service: GatewayService) async throws -> [KeyUsage] {
    switch self {
    case .person: try await service.usage(request, .forPerson)
    case .bulk: try await service.usage(request, .forBulk)
    case .background: try await service.usage(request, .forRefresh)
    }
  }

  func perform(
    _ change: Change, _ service: GatewayService, progress: @escaping @Sendable (String) -> Void
  ) async throws -> ChangeOutcome {
    switch self {
    case .person: try await service.perform(change, .forPerson, progress)
    case .bulk: try await service.perform(change, .forBulk, progress)
    case .background: try await service.perform(change, .forRefresh, progress)
    }
  }
}

extension Urgency {
  func rotations(_ service: GatewayService) async throws -> [Rotation] {
    switch self {
    case .person: try await service.rotations(true, .forPerson)
    case .bulk: try await service.rotations(true, .forBulk)
    case .background: try await service.rotations(true, .forRefresh)
    }
  }

  func run(
    _ command: RotationCommand, _ service: GatewayService, _ courier: Courier,
    progress: @escaping @Sendable (String) -> Void
  ) async throws -> [RotationOutcome] {
    switch self {
    case .person: try await service.runRotations(command, courier, .forPerson, progress)
    case .bulk: try await service.runRotations(command, courier, .forBulk, progress)
    case .background: try await service.runRotations(command, courier, .forRefresh, progress)
    }
  }
}

extension Effect {
  /// The number of the work it starts; nil for what is done at once.
  var taskID: TaskID? {
    switch self {
    case .connect(let id, _), .identify(let id), .loadKeys(let id, _), .loadPlans(let id, _),
      .loadKey(let id, _, _), .loadPlan(let id, _, _), .loadMembers(let id, _, _),
      .loadPlansOfKey(let id, _, _), .loadUsage(let id, _, _), .loadAPIs(let id),
      .loadJournal(let id), .preview(let id, _), .perform(let id, _, _), .askUndo(let id),
      .undo(let id), .reveal(let id, _), .copyValue(let id, _), .previewUndo(let id),
      .findLeaks(let id, _), .leakDetails(let id, _), .revoke(let id, _),
      .previewRevoke(let id, _), .quarantine(let id, _), .writeReport(let id, _, _, _),
      .loadRotations(let id, _), .checkRotations(let id, _), .runRotation(let id, _, _),
      .previewRotations(let id, _), .verifyJournal(let id), .findRevivals(let id, _):
      id
    case .askConfirmation, .giveCode, .refuseCode, .askCodesAgain, .askDeniedAgain, .copy, .cancel,
      .showTheme, .setTitle, .redraw, .ring, .suspend, .quit:
      nil
    }
  }
}

extension PlannedLine {
  init(_ request: GatewayPlannedRequest) {
    let parts = request.parts
    self.init(method: parts.method, path: parts.path, body: parts.body, awsCli: parts.awsCli)
  }
}

extension ChangeOutcome {
  /// The same without a created key's value, which the console shows only when asked by `v`.
  var withoutValue: ChangeOutcome {
    var copy = self
    copy.value = nil
    return copy
  }
}

extension RevokeEvent {
  /// The same without a replacement's value.
  var withoutValue: RevokeEvent {
    guard case .finished(var outcome) = self else { return self }
    outcome.replacementValue = nil
    return .finished(outcome)
  }
}

extension RotationOutcome {
  /// The same without the new key's value.
  var withoutValue: RotationOutcome {
    var copy = self
    copy.value = nil
    return copy
  }
}

extension GatewayError {
  /// An error of a kind that the service should not throw, without its details.
  init(unforeseen error: any Error) {
    self.init(
      kind: .failed, code: "Unforeseen", message: "The request failed: \(type(of: error)).",
      advice: "Press ctrl-r to try again.")
  }
}
