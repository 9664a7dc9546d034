import Foundation
import SigV4
import Testing

@testable import AWSClient

@Suite("A clock that is wrong")
struct ClockTests {
  /// What the instant clock says is noon.
  private static let sevenMinutesLater = "Sat, 31 Jan 2026 12:07:00 GMT"

  private static func refusal(
    _ code: String, _ date: String = sevenMinutesLater
  ) -> ScriptedTransport.Reply {
    .json(
      #"{"message":"Signature expired"}"#, status: 403,
      headers: [.init("X-Amzn-ErrorType", code), .init("Date", date)])
  }

  private static func dates(_ bench: Bench) -> [String] {
    bench.network.requests.map { request in
      request.headers.first { $0.name.lowercased() == "x-amz-date" }?.value ?? ""
    }
  }

  @Test(
    "A signature that was refused for its time is made again with the server's time, and so are all later ones",
    arguments: ["RequestTimeTooSkewed", "InvalidSignatureException", "SignatureDoesNotMatch"])
  func corrected(code: String) async throws {
    let good = ScriptedTransport.Reply.json(#"{"id":"k"}"#)
    let bench = Bench([Self.refusal(code), good, good])
    #expect(bench.client.notices == [])
    _ = try await bench.gateway.getAPIKey("k", lane: .interactive)
    _ = try await bench.gateway.getAPIKey("k", lane: .interactive)
    #expect(
      Self.dates(bench) == ["20260131T120000Z", "20260131T120700Z", "20260131T120700Z"])
    #expect(
      bench.client.notices == [
        "This computer's clock is 7 min slow; requests are signed with the server's time."
      ])
    #expect(bench.clock.waits == [])
  }

  @Test("It is corrected once: a server whose clock jumps gets its refusal told")
  func once() async throws {
    let bench = Bench([
      Self.refusal("RequestTimeTooSkewed"),
      Self.refusal("RequestTimeTooSkewed", "Sat, 31 Jan 2026 10:00:00 GMT"), .json("{}"),
    ])
    let error = try await awsError { try await bench.gateway.getAPIKey("k", lane: .interactive) }
    #expect(error?.code == "RequestTimeTooSkewed")
    #expect(bench.network.requests.count == 2)
  }

  @Test("A clock that is set right while the program runs is noticed")
  func setMeanwhile() async throws {
    let right = Self.refusal("RequestTimeTooSkewed", "Sat, 31 Jan 2026 12:00:01 GMT")
    let good = ScriptedTransport.Reply.json(#"{"id":"k"}"#)
    let bench = Bench([Self.refusal("RequestTimeTooSkewed"), good, right, good, good])
    for _ in 0..<3 { _ = try await bench.gateway.getAPIKey("k", lane: .interactive) }
    #expect(
      Self.dates(bench) == [
        "20260131T120000Z", "20260131T120700Z", "20260131T120700Z", "20260131T120000Z",
        "20260131T120000Z",
      ])
    #expect(bench.client.notices == [])
  }

  @Test(
    "Another reason of a refusal is told at once",
    arguments: [
      ("SignatureDoesNotMatch", "Sat, 31 Jan 2026 12:03:59 GMT"),
      ("AccessDeniedException", sevenMinutesLater), ("SignatureDoesNotMatch", "yesterday"),
    ])
  func otherwise(code: String, date: String) async throws {
    let bench = Bench([Self.refusal(code, date), .json("{}")])
    let error = try await awsError { try await bench.gateway.getAPIKey("k", lane: .interactive) }
    #expect(error?.code == code)
    #expect(bench.network.requests.count == 1)
    #expect(bench.client.notices == [])
  }

  @Test("Requests on their way when the clock was corrected are made again too")
  func together() {
    let offset = ClockOffset()
    let error = AWSError(
      kind: .service, status: 403, code: "RequestTimeTooSkewed", message: "m", operation: "X")
    let answer = WireResponse(
      status: 403, headers: [.init("Date", "Sat, 31 Jan 2026 10:00:00 GMT")])
    offset.observe(answer, at: Date(timeIntervalSince1970: 1_769_860_800))
    #expect(offset.corrects(error, signedWith: 0))
    #expect(offset.corrects(error, signedWith: 0))
    #expect(!offset.corrects(error, signedWith: -7200))
    #expect(
      offset.notice
        == "This computer's clock is 2 h 0 min fast; requests are signed with the server's time.")
  }

  @Test(
    "Dates of HTTP",
    arguments: [
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0), ("Sat, 31 Jan 2026 12:00:00 GMT", 1_769_860_800),
      ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
      ("Sun, 01 Mar 2026 00:00:01 GMT", 1_772_323_201),
    ])
  func dates(text: String, seconds: Double) {
    #expect(HTTPDate.parse(text) == Date(timeIntervalSince1970: seconds))
  }

  @Test(
    "What is no date of HTTP",
    arguments: ["", "now", "Sat, 31 Jan 2026 12:00 GMT", "Sat, 31 Foo 2026 12:00:00 GMT"])
  func noDates(text: String) {
    #expect(HTTPDate.parse(text) == nil)
  }

  @Test("Roles are assumed in spite of it, and their requests signed with the same difference")
  func roles() async throws {
    let network = ScriptedTransport([
      Self.refusal("RequestTimeTooSkewed"), RoleTests.answer("ASIAROLE"),
    ])
    let offset = ClockOffset()
    let found = try await RoleTests.surroundings("role")
      .chain(transport: network.transport, clock: InstantClock().clock, offset: offset).resolve()
    #expect(found.credentials.accessKeyId == "ASIAROLE")
    #expect(offset.applied == 420)
    #expect(network.requests.count == 2)
  }
}
