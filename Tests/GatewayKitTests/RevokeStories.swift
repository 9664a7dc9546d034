import AWSClient
import Foundation
import GatewayKit
import SigV4
import TestSupport
import Testing

@Suite struct RevokeStories {
  /// Everything that a revoking told.
  struct Told {
    var events: [RevokeEvent] = []
    var outcome: RevokeOutcome?

    var notes: [String] {
      events.compactMap { event in
        guard case .note(let sentence) = event else { return nil }
        return sentence
      }
    }

    /// The events without times and request ids.
    var shape: [String] {
      events.map { event in
        switch event {
        case .disabled(let key, _, _, let requestId):
          "disabled \(key.label)\(requestId == nil ? ", no request id" : "")"
        case .readBack(let key, let isDisabled): "read back \(key.label): \(isDisabled)"
        case .probed(let status, let words, let isRefused, _):
          "probed \(status) \(words) \(isRefused)"
        case .silence(let last, _): "silent since \(last == nil ? "ever" : "then")"
        case .reported: "reported"
        case .replaced: "replaced"
        case .note(let sentence): sentence
        case .finished(let outcome): "finished \(outcome.proof.rawValue)"
        }
      }
    }
  }

  static func match(_ key: APIKey, leak: Int = 1) -> LeakMatch {
    LeakMatch(
      key: key, evidence: .value, confidence: .exact, line: 1, words: "the whole value", leak: leak)
  }

  static func revoke(
    _ service: GatewayService, _ request: RevokeRequest
  ) async throws -> Told {
    var told = Told()
    for try await event in service.revoke(request, .none) {
      told.events.append(event)
      if case .finished(let outcome) = event { told.outcome = outcome }
    }
    return told
  }

  @Test func disablesAndReadsBackInTwoRequests() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let key = try await ChangeStories.cast(service).key
      _ = world.wire.takeSent()
      let told = try await Self.revoke(
        service, RevokeRequest(matches: [Self.match(key)], origin: "a paste"))
      #expect(
        world.wire.takeSent().filter { $0 != "POST /" } == [
          "PATCH /apikeys/\(key.id.wire)", "GET /apikeys/\(key.id.wire)",
        ])
      #expect(
        told.shape == ["disabled heroine", "read back heroine: true", "finished none"])
      let outcome = try #require(told.outcome)
      #expect(outcome.items.map(\.isDisabled) == [true])
      #expect(outcome.items.map(\.isVerified) == [true])
      #expect(outcome.items.map(\.error) == [nil])
      #expect(outcome.items.map(\.key.isEnabled) == [false])
      #expect(outcome.requests == 2)
      let line = try #require(try await service.journal(1).first)
      #expect(line.action == "revoke key heroine")
      #expect(line.outcome == "done")
      #expect(line.requestIds.count == 2)
      // Undo goes past it.
      #expect(try await service.undoCandidate() == nil)
      await service.close()
    }
  }

  @Test func aLostAnswerIsSettledByReading() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let key = try await ChangeStories.cast(service).key
      world.wire.fail("PATCH", "/apikeys/", .loseAnswer, times: 3)
      let told = try await Self.revoke(
        service, RevokeRequest(matches: [Self.match(key)], origin: "a paste"))
      #expect(told.outcome?.items.map(\.isVerified) == [true])
      #expect(try await service.key(key.id, .interactive).isEnabled == false)
      #expect(try await service.journal(1).map(\.outcome) == ["done"])
      await service.close()
    }
  }

  @Test func goesOnAskingAfterTheClientHasGivenUp() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let key = try await ChangeStories.cast(service).key
      world.wire.fail(
        "PATCH", "/apikeys/",
        .answer(status: 429, code: "TooManyRequestsException", message: "Rate exceeded"),
        times: 22)
      let told = try await Self.revoke(
        service, RevokeRequest(matches: [Self.match(key)], origin: "a paste"))
      #expect(
        told.shape == [
          "API Gateway asks for fewer requests (UpdateApiKey): Rate exceeded. Disabling heroine is "
            + "tried again in 2 s.",
          "disabled heroine", "read back heroine: true", "finished none",
        ])
      await service.close()
    }
  }

  @Test func oneThatFailsDoesNotStopTheOthers() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let keys = Array(try await service.allKeys().filter(\.isEnabled).prefix(3))
      world.wire.fail(
        "PATCH", "/apikeys/\(keys[1].id.wire)",
        .answer(status: 400, code: "BadRequestException", message: "Not today"))
      let told = try await Self.revoke(
        service, RevokeRequest(matches: keys.map { Self.match($0) }, origin: "a paste"))
      let items = try #require(told.outcome?.items)
      #expect(items.map(\.key.id) == keys.map(\.id))
      #expect(items.map(\.isDisabled) == [true, false, true])
      #expect(items.map(\.isVerified) == [true, false, true])
      #expect(items[1].error?.message == "API Gateway refuses UpdateApiKey: Not today.")
      let lines = try await service.journal(3)
      #expect(lines.map(\.outcome).sorted() == ["done", "done", "failed"])
      await service.close()
    }
  }

  @Test func aKeyThatIsDisabledAlreadyIsOnlyRead() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      let key = try await ChangeStories.cast(service).key
      guard case .key(let off) = try await service.perform(.setEnabled(key, false)).subject else {
        throw Missing()
      }
      _ = world.wire.takeSent()
      let told = try await Self.revoke(
        service, RevokeRequest(matches: [Self.match(off)], origin: "a paste"))
      #expect(world.wire.takeChanges() == [])
      let date = try #require(off.lastUpdatedDate).iso8601
      #expect(
        told.shape == [
          "heroine was disabled already; it was last changed \(date). Nothing was sent but a read.",
          "read back heroine: true", "finished none",
        ])
      #expect(told.outcome?.items.map(\.isDisabled) == [true])
      await service.close()
    }
  }

  @Test func aKeyThatWasEnabledMeanwhileIsDisabledAllTheSame() async throws {
    try await World.tell { world in
      let service = try await world.connect()
      var key = try await ChangeStories.cast(service).key
      key.isEnabled = false
      let told = try await Self.revoke(
        service, RevokeRequest(matches: [Self.match(key)], origin: "a paste"))
      #expect(
        told.shape.suffix(3) == [
          "disabled heroine", "read back heroine: true", "finished none",
        ])
      #expect(try await service.key(key.id, .interactive).isEnabled == false)
      await service.close()
    }
  }

  @Test func whatCannotBeWrittenDownIsNotSentAndTheLineIsGiven() async throws {
    try await World.tell { world in
      try Data().write(to: URL(filePath: world.folder.path + "/file"))
      let service = try await world.connect(stateFolder: world.folder.path + "/file/state")
      let key = try #require(try await service.allKeys().first(where: \.isEnabled))
      _ = world.wire.takeSent()
      let told = try await Self.revoke(
        service, RevokeRequest(matches: [Self.match(key)], origin: "a paste"))
      let error = try #require(told.outcome?.items.first?.error)
      #expect(error.code == "JournalNotWritable")
      #expect(
        error.advice.hasSuffix(
          "To disable the key at once: aws apigateway update-api-key --api-key \(key.id.wire) "
            + "--patch-operations op=replace,path=/enabled,value=false --region us-east-1"))
      #expect(world.wire.takeChanges() == [])
      await service.close()
    }
  }

  @Test func readOnlySendsNothingAndPreviewsSay() async throws {
    try await World.tell { world in
      let service = try await world.connect(isReadOnly: true)
      let key = try #require(try await service.allKeys().first(where: \.isEnabled))
      let request = RevokeRequest(matches: [Self.match(key)], origin: "a paste")
      let error = try await failure { _ = try await Self.revoke(service, request) }
      #expect(error.code == "ReadOnly")
      let planned = try await service.previewRevoke(request)
      #expect(planned.map { "\($0.method) \($0.path)" } == ["PATCH /apikeys/\(key.id.wire)"])
      #expect(world.wire.takeChanges() == [])
      await service.close()
    }
  }
}
