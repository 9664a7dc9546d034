import Foundation
import Testing

@testable import GatewayKit

@Suite struct RevokeReportTests {
  private static let start = Date(timeIntervalSince1970: 1_795_254_067)
  private static let context = GatewayContext(profile: "prod", region: "ap-northeast-1")

  private func facts(_ edit: (inout IncidentFacts) -> Void = { _ in }) -> IncidentFacts {
    let key = APIKey(
      id: KeyID("a1b2c3d4e5"), name: "acme|mobile", isEnabled: false,
      tags: ["owner": "acme, mobile team"], context: Self.context)
    let plan = PlanReference(id: PlanID("p1"), name: "basic")
    var facts = IncidentFacts(
      origin: "file scan.sarif", startedAt: Self.start, writtenAt: Self.start + 90,
      actor: "arn:aws:iam::123456789012:user/ops", endpoint: nil,
      keys: [
        IncidentFacts.Key(
          item: RevokeOutcome.Item(key: key, isDisabled: true, isVerified: true),
          evidence: "px1KW6...qBazOJH, matched first 6 and last 7", line: 12,
          account: "123456789012",
          details: [
            .opens([
              LeakDetail.Opening(
                stage: StageReference(apiId: "api1", stage: "prod"), apiName: "orders-api",
                methods: ["GET /orders"], plan: plan)
            ]),
            .exposure(
              LeakDetail.Exposure(
                today: 3, ninetyDays: 45,
                days: [
                  .init(date: CalendarDay(year: 2026, month: 11, day: 20), used: 42),
                  .init(date: CalendarDay(year: 2026, month: 11, day: 21), used: 3),
                ])),
            .management(
              LeakDetail.Management(
                tool: .cloudFormation, place: "acme-keys", resource: "Key", isCertain: true,
                change: ["Key:", "  Properties:", "    Enabled: false"])),
          ])
      ],
      moments: [
        RevokeTally.Moment(
          at: Self.start + 1, words: "acme|mobile: disabled", requestId: "r-1"),
        RevokeTally.Moment(
          at: Self.start + 2, words: "acme|mobile: read back, disabled", requestId: "r-2"),
      ],
      proof: .none, notes: [], replacement: nil, zone: "Asia/Tokyo")
    edit(&facts)
    return facts
  }

  @Test func theReportSaysEverything() throws {
    let text = IncidentMarkdown.text(facts())
    #expect(
      text == """
        # Incident report: leaked API key acme\\|mobile

        | | |
        |---|---|
        | Where the text came from | file scan.sarif |
        | Revoking began | 2026-11-21T09:41:07Z \\(2026-11-21 18:41:07 Asia/Tokyo\\) |
        | Disabled | 2026-11-21T09:41:08Z \\(2026-11-21 18:41:08 Asia/Tokyo\\) |
        | Who acted | arn:aws:iam::123456789012:user/ops |
        | Proof | Disabled, not proven: nothing shows yet that callers are refused. API Gateway \
        takes seconds, at times two minutes, to spread the change. |
        | Written | 2026-11-21T09:42:37Z \\(2026-11-21 18:42:37 Asia/Tokyo\\) |

        No key's value is in this report.

        ## Key acme\\|mobile

        - Id: `a1b2c3d4e5`
        - Context: prod · ap-northeast-1, account 123456789012
        - Named by: px1KW6...qBazOJH, matched first 6 and last 7, line 12
        - Owner: acme, mobile team
        - State: disabled, read back as disabled

        ### What it opened

        - orders-api/prod by the plan basic: `GET /orders`

        ### Exposure

        Requests counted today (UTC): 3; in the last 90 days: 45.

        | Day (UTC) | Requests |
        |---|---:|
        | 2026-11-20 | 42 |
        | 2026-11-21 | 3 |

        Callers are not known: no access log was read.

        ### Managed by CloudFormation

        A tag of AWS's says so: acme-keys, Key. A change or a deploy there may enable the key again. \
        The change to make:

            Key:
              Properties:
                Enabled: false

        ## Timeline

        | When | What | Request id |
        |---|---|---|
        | 2026-11-21T09:41:07Z \\(2026-11-21 18:41:07 Asia/Tokyo\\) | revoking began | |
        | 2026-11-21T09:41:08Z \\(2026-11-21 18:41:08 Asia/Tokyo\\) | acme\\|mobile: disabled | `r-1` |
        | 2026-11-21T09:41:09Z \\(2026-11-21 18:41:09 Asia/Tokyo\\) | acme\\|mobile: read back, \
        disabled | `r-2` |

        ## Proof

        Disabled, not proven: nothing shows yet that callers are refused. API Gateway takes seconds, \
        at times two minutes, to spread the change.

        ## Left to do

        - [ ] Make the change to acme\\|mobile in CloudFormation acme-keys, so that no deploy enables \
        it again.
        - [ ] Make sure that callers are refused: ask an API with the old key until it answers 403 \
        Forbidden, or watch its access log.
        - [ ] Decide whether the customer of acme\\|mobile gets a new key.
        - [ ] Send the notice to the customer.
        - [ ] Remove the value from where it was found \\(file scan.sarif\\), history included.
        - [ ] Go through the days above, and look for use that is not the customer's.
        - [ ] Switch access logs on with $context.identity.apiKeyId, $context.identity.sourceIp and \
        $context.status, so that callers are known next time.
        - [ ] Find out how the value got there, and write it down.

        """)
  }

  @Test func sentencesStandWhereTheyBelong() {
    let rotation = Rotation(
      id: "abcdefghijkl", context: Self.context, state: .disabled, name: "acme",
      oldKeyId: "a1b2c3d4e5", newKeyId: "f6g7h8i9j0",
      plans: [PlanReference(id: PlanID("p1"), name: "basic")], startedAt: Self.start,
      retireAt: Self.start, quiet: 0, deliveredTo: "the secret acme/api-key",
      delivery: .secretsManager("acme/api-key"), updatedAt: Self.start)
    let stage = StageReference(apiId: "api1", stage: "prod")
    let text = IncidentMarkdown.text(
      facts {
        $0.notes = ["Disabling is tried again in 2 s."]
        $0.proofNotes = ["The log was silent."]
        $0.replacementNotes = ["The quota was left as it is."]
        $0.replacement = rotation
        $0.proof = .logs
        $0.keys[0].details = [
          .management(nil),
          .traffic(
            LeakDetail.Traffic(
              stage: stage, requests: 9, allRequests: 12, hours: 24,
              callers: [
                LeakDetail.Traffic.Caller(address: "203.0.113.66", agent: "a|b", requests: 8),
                LeakDetail.Traffic.Caller(address: "", agent: "", requests: 1),
              ])),
        ]
      })
    #expect(
      text.contains(
        """
        Usage is not known.

        Access log of api1/prod, last 24 h: 9 requests with this key of 12.

        | Caller | Agent | Requests |
        |---|---|---:|
        | 203.0.113.66 | a\\|b | 8 |
        | not logged | not logged | 1 |

        ### Managed by

        No sign of CloudFormation, SAM, the CDK, the Serverless Framework or Terraform was found on \
        the key.

        ## Timeline
        """))
    #expect(
      text.contains(
        """
        ## Remarks

        - Disabling is tried again in 2 s.

        ## Proof

        Proven by the access logs: since then no request with the key was let in.

        - The log was silent.

        ## Replacement

        - New key: `f6g7h8i9j0`
        - Plans: basic
        - Handed over: to the secret acme/api-key
        - Rotation: `abcdefghijkl`
        - The quota was left as it is.

        ## Left to do
        """))
  }

  @Test func theNoticeCanBeSentAsItIs() {
    let rotation = Rotation(
      id: "abcdefghijkl", context: Self.context, state: .disabled, name: "acme",
      oldKeyId: "a1b2c3d4e5", newKeyId: "f6g7h8i9j0", startedAt: Self.start,
      retireAt: Self.start, quiet: 0, deliveredTo: "the secret acme/api-key",
      delivery: .secretsManager("acme/api-key"), updatedAt: Self.start)
    let text = IncidentNotice.text(
      facts {
        $0.keys[0].item.key.name = "acme"
        $0.moments[0].words = "acme: disabled"
        $0.replacement = rotation
        $0.proof = .probe
        $0.zone = nil
      })
    #expect(
      text == """
        Subject: Your API key “acme” was exposed and has been switched off

        Hello,

        Your API key “acme” was found in a place where others may have read it. Others may have used \
        it.

        When it stops:
        We switched it off at 2026-11-21T09:41:08Z. Since then requests with it are refused.

        What errors look like:
        Requests with the old key get the status 403 and the body {"message":"Forbidden"}. Trying \
        them again does not help; they work again with a new key in the header x-api-key.

        Where the new key is:
        It is in AWS Secrets Manager, in the secret acme/api-key. It opens what the old one opened, \
        with the same limits.

        What to do:
        1. Put the new key where the old one was, and nowhere else.
        2. Remove the old key from source code, history, logs and messages.
        3. Tell us about requests of the last days that were not yours.

        """)
    for id in ["a1b2c3d4e5", "f6g7h8i9j0", "abcdefghijkl", "123456789012"] {
      #expect(!text.contains(id))
    }
    let pending = IncidentNotice.text(
      facts {
        $0.keys[0].item.isDisabled = false
        $0.moments = []
      })
    #expect(pending.hasPrefix("Subject: Your API key “acme|mobile” was exposed and is being"))
    #expect(pending.contains("There is no new key yet."))
  }

  @Test func theJSONCanBeReadAgain() throws {
    let data = Data(try IncidentJSON.text(facts()).utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "actor", "disabledAt", "keys", "leftToDo", "notes", "origin", "proof", "proofNotes",
        "proofWords", "replacementNotes", "startedAt", "timeline", "writtenAt", "zone",
      ])
    #expect(object["proof"] as? String == "none")
    #expect(object["disabledAt"] as? String == "2026-11-21T09:41:08Z")
    let key = try #require((object["keys"] as? [[String: Any]])?.first)
    #expect(key["id"] as? String == "a1b2c3d4e5")
    #expect(key["verified"] as? Bool == true)
  }

  @Test func foreignTextIsNoMarkup() {
    #expect(MarkdownText.escaped("a|b*c_[x](y)<b>`#") == "a\\|b\\*c\\_\\[x\\]\\(y\\)\\<b\\>\\`\\#")
    #expect(MarkdownText.escaped("a\nb\u{1B}[31m\u{202E}") == "aU+000AbU+001B\\[31mU+202E")
    #expect(MarkdownText.code("a`b") == "`` a`b ``")
    let text = IncidentMarkdown.text(facts { $0.origin = "file a\n# heading | <script>" })
    #expect(text.contains("| file aU+000A\\# heading \\| \\<script\\> |"))
  }
}
