import AWSClient
import Foundation
import TestSupport
import Testing

@testable import GatewayKit

@Suite struct RevokeProofTests {
  typealias Reading = ProbeTrial.Reading

  /// What a row of answers proves, said another way: after an answer that let the key in, the row
  /// ends with refusals only, five at least, over 30 s at least, no two more than 15 s apart.
  private func isProof(_ answers: [(at: Double, reading: Reading)], disabledAt: Double) -> Bool {
    if answers.contains(where: { $0.at < disabledAt && $0.reading == .refused }) { return false }
    var row: [Double] = []
    for answer in answers.reversed() {
      guard answer.reading == .refused, answer.at >= disabledAt else { break }
      if let next = row.last, next - answer.at > 15 { break }
      row.append(answer.at)
    }
    let before = answers.dropLast(row.count)
    guard before.contains(where: { $0.reading == .accepted }), let last = row.first,
      let first = row.last
    else { return false }
    return row.count >= 5 && last - first >= 30
  }

  private func verdict(
    _ answers: [(at: Double, reading: Reading)], disabledAt: Double
  ) -> ProbeTrial.Verdict {
    var trial = ProbeTrial()
    var isDisabled = false
    for answer in answers {
      if !isDisabled, answer.at >= disabledAt {
        trial.disabled(at: disabledAt)
        isDisabled = true
      }
      trial.take(answer.reading, at: answer.at)
    }
    if !isDisabled { trial.disabled(at: disabledAt) }
    return trial.verdict(at: answers.last?.at ?? disabledAt)
  }

  private func isProven(_ verdict: ProbeTrial.Verdict) -> Bool {
    if case .proven = verdict { true } else { false }
  }

  @Test func everyOrderOfAnswersIsJudgedRight() {
    // Nine answers ten seconds apart, the disabling after each of them or before all.
    let readings: [Reading] = [.accepted, .refused, .unclear]
    var wrong = 0
    var proven = 0
    for code in 0..<19_683 {
      var rest = code
      var answers: [(at: Double, reading: Reading)] = []
      for index in 0..<9 {
        answers.append((Double(index) * 10, readings[rest % 3]))
        rest /= 3
      }
      for place in [-5.0, 5, 15] {
        let said = isProven(verdict(answers, disabledAt: place))
        if said { proven += 1 }
        if said != isProof(answers, disabledAt: place) { wrong += 1 }
      }
    }
    #expect(wrong == 0)
    #expect(proven > 100)
  }

  @Test func randomAnswersAtRandomTimesAreJudgedRight() {
    var random = SplitMix64(seed: 7)
    var wrong = 0
    var proven = 0
    for _ in 0..<20_000 {
      var now = 0.0
      var answers: [(at: Double, reading: Reading)] = []
      for _ in 0..<Int.random(in: 1...25, using: &random) {
        now += Double.random(in: 0.1...(Bool.random(using: &random) ? 6 : 18), using: &random)
        let die = Int.random(in: 0..<12, using: &random)
        answers.append((now, die == 0 ? .unclear : die < 3 ? .accepted : .refused))
      }
      let disabledAt = Double.random(in: 0...10, using: &random)
      let said = isProven(verdict(answers, disabledAt: disabledAt))
      if said { proven += 1 }
      if said != isProof(answers, disabledAt: disabledAt) { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(proven > 100)
  }

  @Test func onlyForbiddenExceptionIsARefusal() {
    func reading(_ status: Int, _ type: String? = nil) -> Reading {
      Reading(ProbeAnswer(status: status, errorType: type, at: Date(timeIntervalSince1970: 0)))
    }
    #expect(reading(403, "ForbiddenException") == .refused)
    #expect(reading(403, "MissingAuthenticationTokenException") == .unclear)
    #expect(reading(403, "AccessDeniedException") == .unclear)
    #expect(reading(403) == .unclear)
    #expect(reading(401, "UnauthorizedException") == .unclear)
    #expect(reading(429, "LimitExceededException") == .unclear)
    #expect(reading(200) == .accepted)
    #expect(reading(302) == .accepted)
    #expect(reading(404) == .accepted)
    #expect(reading(500) == .unclear)
    #expect(reading(504, "ForbiddenException") == .unclear)
    #expect(reading(200, "ForbiddenException") == .accepted)
    #expect(Reading(nil) == .unclear)
  }

  @Test func itIsGivenUpAfterThreeMinutesUnlessARowIsGoingOn() {
    var trial = ProbeTrial()
    trial.take(.accepted, at: 0)
    trial.disabled(at: 1)
    trial.take(.accepted, at: 170)
    #expect(trial.verdict(at: 180) == .open)
    #expect(trial.verdict(at: 181) == .exhausted)
    for second in stride(from: 175.0, through: 202, by: 3) { trial.take(.refused, at: second) }
    #expect(trial.verdict(at: 202) == .open)
    trial.take(.refused, at: 205)
    #expect(trial.verdict(at: 205) == .proven(since: 175))
  }

  @Test func linesAreReadByTheirFormat() throws {
    let json = try #require(
      AccessLogFormat(
        """
        {"requestId":"$context.requestId","apiKeyId":"$context.identity.apiKeyId",\
        "status":"$context.status","ip":"$context.identity.sourceIp",\
        "agent":"$context.identity.userAgent"}
        """))
    #expect(
      json.read(
        #"{"requestId":"r-1","apiKeyId":"a1b2c3d4e5","status":"200","ip":"192.0.2.7","#
          + #""agent":"curl/8 (x, "y")"}"# + "\n")
        == AccessLogLine(
          keyId: "a1b2c3d4e5", status: 200, address: "192.0.2.7", agent: #"curl/8 (x, "y")"#))
    #expect(
      json.read(
        #"{"requestId":"r-1","apiKeyId":"-","status":"403","ip":"-","agent":"-"}"#)
        == AccessLogLine(status: 403))
    #expect(json.read("something else") == nil)
    #expect(
      json.read(#"{"requestId":"r-1","apiKeyId":"a","status":"-","ip":"","agent":""}"#) == nil)
    let plain = try #require(
      AccessLogFormat("$context.identity.sourceIp [$context.identity.apiKeyId] $context.status"))
    #expect(
      plain.read("192.0.2.7 [k1] 429")
        == AccessLogLine(keyId: "k1", status: 429, address: "192.0.2.7"))
    #expect(AccessLogFormat("$context.requestId $context.status") == nil)
    #expect(AccessLogFormat("$context.identity.apiKey $context.status") == nil)
    // Nothing stands between the two, so nobody can tell where one ends.
    let glued = try #require(AccessLogFormat("$context.identity.apiKeyId$context.status"))
    #expect(glued.read("k1200") == nil)
    #expect(
      GatewaySession.logGroup("arn:aws:logs:us-east-1:123456789012:log-group:/api/orders:*")
        == "/api/orders")
    #expect(
      GatewaySession.logGroup("arn:aws:firehose:us-east-1:123456789012:deliverystream/x") == nil)
  }

  @Test func silenceOfADeadLogProvesNothing() {
    let start = Date(timeIntervalSince1970: 1_000_000)
    var watch = SilenceWatch(stage: "orders-api/prod", disabledAt: start)
    #expect(!SilenceWatch.isProven([watch], after: 60, at: start + 600))
    watch.take([(start - 5, AccessLogLine(keyId: "other", status: 200))], key: "mine")
    #expect(!watch.isAlive)
    watch.take([(start + 5, AccessLogLine(keyId: "mine", status: 200))], key: "mine")
    #expect(watch.lastAccepted == start + 5)
    #expect(!SilenceWatch.isProven([watch], after: 60, at: start + 64))
    #expect(SilenceWatch.isProven([watch], after: 60, at: start + 65))
    watch.take([(start + 50, AccessLogLine(keyId: "mine", status: 403))], key: "mine")
    #expect(watch.silence(at: start + 65) == 60)
    watch.take([(start + 50, AccessLogLine(keyId: "mine", status: 429))], key: "mine")
    #expect(watch.silence(at: start + 65) == 15)
    let dead = SilenceWatch(stage: "billing-api/prod", disabledAt: start)
    #expect(!SilenceWatch.isProven([watch, dead], after: 60, at: start + 600))
    #expect(!SilenceWatch.isProven([], after: 60, at: start))
  }
}
