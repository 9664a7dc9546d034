import Foundation

/// The report for programs.
struct IncidentJSON: Encodable {
  private struct Moment: Encodable {
    var at: String
    var what: String
    var requestId: String?
  }

  private struct Opening: Encodable {
    var apiId: String
    var apiName: String?
    var stage: String
    var methods: [String]?
    var planId: String
    var planName: String
  }

  private struct Day: Encodable {
    var date: String
    var used: Int
  }

  private struct Exposure: Encodable {
    var today: Int
    var ninetyDays: Int
    var days: [Day]
    var remark: String?
  }

  private struct Management: Encodable {
    var tool: String
    var place: String?
    var resource: String?
    var certain: Bool
    var change: [String]
  }

  private struct Caller: Encodable {
    var address: String
    var agent: String
    var requests: Int
  }

  private struct Traffic: Encodable {
    var stage: String
    var hours: Int
    var requests: Int
    var allRequests: Int
    var callers: [Caller]
    var warning: String?
  }

  private struct Key: Encodable {
    var id: String
    var name: String
    var context: ContextJSON
    var account: String?
    var owner: String?
    var evidence: String
    var line: Int
    var disabled: Bool
    var verified: Bool
    var error: String?
    var opens: [Opening]
    var exposure: Exposure?
    var management: Management?
    var traffic: [Traffic]
    var notes: [String]
  }

  private struct Replacement: Encodable {
    var rotationId: String
    var state: String
    var newKeyId: String?
    var deliveredTo: String?
    var warnings: [String]
  }

  private var origin: String
  private var startedAt: String
  private var disabledAt: String?
  private var writtenAt: String
  private var zone: String?
  private var actor: String?
  private var endpoint: String?
  private var proof: String
  private var proofWords: String
  private var keys: [Key]
  private var timeline: [Moment]
  private var notes: [String]
  private var proofNotes: [String]
  private var replacementNotes: [String]
  private var replacement: Replacement?
  private var leftToDo: [String]

  /// The JSON's text, names in order.
  static func text(_ facts: IncidentFacts) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(IncidentJSON(facts)), as: UTF8.self) + "\n"
  }

  init(_ facts: IncidentFacts) {
    origin = facts.origin
    startedAt = facts.startedAt.iso8601
    disabledAt = facts.disabledAt?.iso8601
    writtenAt = facts.writtenAt.iso8601
    zone = facts.zone
    actor = facts.actor
    endpoint = facts.endpoint
    proof = facts.proof.rawValue
    proofWords = facts.proofSentence
    keys = facts.keys.map(Self.key)
    timeline = facts.moments.sorted { $0.at < $1.at }.map {
      Moment(at: $0.at.iso8601, what: $0.words, requestId: $0.requestId)
    }
    notes = facts.notes
    proofNotes = facts.proofNotes
    replacementNotes = facts.replacementNotes
    replacement = facts.replacement.map {
      Replacement(
        rotationId: $0.id, state: $0.state.rawValue, newKeyId: $0.newKeyId,
        deliveredTo: $0.deliveredTo, warnings: $0.warnings)
    }
    leftToDo = IncidentChecklist.items(facts)
  }

  private static func key(_ fact: IncidentFacts.Key) -> Key {
    Key(
      id: fact.key.id.shown, name: fact.key.name, context: ContextJSON(fact.key.context),
      account: fact.account, owner: fact.key.owner, evidence: fact.evidence, line: fact.line,
      disabled: fact.item.isDisabled, verified: fact.item.isVerified,
      error: fact.item.error?.message,
      opens: fact.opens.map {
        Opening(
          apiId: $0.stage.apiId, apiName: $0.apiName, stage: $0.stage.stage, methods: $0.methods,
          planId: $0.plan.id.wire, planName: $0.plan.name)
      },
      exposure: fact.exposure.map { exposure in
        Exposure(
          today: exposure.today, ninetyDays: exposure.ninetyDays,
          days: exposure.days.map { Day(date: $0.date.description, used: $0.used) },
          remark: exposure.remark)
      },
      management: fact.management.map {
        Management(
          tool: $0.tool.rawValue, place: $0.place, resource: $0.resource, certain: $0.isCertain,
          change: $0.change)
      },
      traffic: fact.traffic.map { traffic in
        Traffic(
          stage: traffic.stage.wire, hours: traffic.hours, requests: traffic.requests,
          allRequests: traffic.allRequests,
          callers: traffic.callers.map {
            Caller(address: $0.address, agent: $0.agent, requests: $0.requests)
          }, warning: traffic.warning)
      }, notes: fact.remarks)
  }
}
