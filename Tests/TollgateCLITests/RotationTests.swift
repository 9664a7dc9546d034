import Foundation
import GatewayKit
import Synchronization
import Testing
import TollgateCLI

/// `keys rotate` and `rotations …`: what is asked for, and what is printed.
@Suite struct RotationTests {
  /// What the scripted service was told to do.
  private final class Told: Sendable {
    let commands = Mutex<[RotationCommand]>([])
    var all: [RotationCommand] { commands.withLock { $0 } }
  }

  private static func service(
    _ told: Told, rotations: [Rotation] = [.example], failing: GatewayError? = nil,
    value: KeyValue? = nil, keys: [APIKey]? = nil
  ) -> GatewayService {
    var service = keys.map { GatewayService.scripted(keys: $0) } ?? .scripted()
    service.rotations = { _, _ in rotations }
    service.checkRotations = { _ in [] }
    service.runRotations = { command, _, _, _ in
      told.commands.withLock { $0.append(command) }
      var rotation = Rotation.example
      if case .rotate(let request) = command {
        rotation.name = request.key.name
        rotation.oldKeyId = request.key.id.shown
      }
      return [
        RotationOutcome(
          rotation: rotation, done: ["made the new key"], value: value, error: failing)
      ]
    }
    return service
  }

  private static let json = """
    {"id":"r1r2r3r4r5r6","state":"overlapping","oldKeyId":"k1","newKeyId":"k8","planIds":["pl1"],\
    "startedAt":"2026-11-21T12:00:00Z","retireAt":"2026-11-28T12:00:00Z",\
    "carriedQuota":[{"planId":"pl1","remaining":750}]
    """

  @Test func oneHasTheDocumentedShape() async {
    let told = Told()
    let result = await Scene(Self.service(told))
      .run("keys", "rotate", "acme-mobile", "--yes", "-o", "json")
    #expect(
      result
        == .init(
          code: 0, out: Self.json + "}\n", err: ""))
    #expect(
      told.all == [
        .rotate(RotateRequest(key: .example("k1", "acme-mobile", tags: ["owner": "acme"])))
      ])
  }

  @Test func optionsAreTakenOver() async {
    let told = Told()
    let result = await Scene(Self.service(told)).run(
      "keys", "rotate", "k1", "--to", "open", "--overlap", "2w", "--quiet", "30m",
      "--no-carry-quota", "--deliver", "file:/tmp/acme.key", "--yes")
    #expect(result.code == 0)
    #expect(
      told.all == [
        .rotate(
          RotateRequest(
            key: .example("k1", "acme-mobile", tags: ["owner": "acme"]), target: .open,
            overlap: 14 * 86_400, quiet: 1800, carriesQuota: false,
            delivery: .file("/tmp/acme.key")))
      ])
  }

  @Test func theValueIsThereOnlyForStdout() async {
    let value = KeyValue(entered: "value-0123456789-0123456789")
    let result = await Scene(Self.service(Told(), value: value))
      .run("keys", "rotate", "k1", "--yes", "--deliver", "stdout", "-o", "json")
    #expect(result.out == Self.json + ",\"value\":\"value-0123456789-0123456789\"}\n")
  }

  @Test func whatStoppedItIsToldAfterIt() async {
    let error = GatewayError(
      kind: .temporary, code: "TooManyRequests", message: "Too many", advice: "Again")
    let result = await Scene(Self.service(Told(), failing: error))
      .run("keys", "rotate", "k1", "--yes", "-o", "json")
    #expect(result.code == 75)
    #expect(result.out == Self.json + "}\n")
    #expect(result.err.hasPrefix("Too many. Again.\n"))
  }

  @Test func manyAreConfirmedByTheirCount() async {
    let told = Told()
    let keys = [APIKey.example("k1", "acme-mobile"), .example("k2", "globex-web")]
    let scene = Scene(Self.service(told, keys: keys), terminals: .all, answers: ["2"])
    let result = await scene.run("keys", "rotate", "k1", "k2", "-o", "json")
    #expect(result.code == 0)
    #expect(
      result.err.hasPrefix("This will rotate 2 keys: acme-mobile, globex-web. Type 2 to go on: "))
    #expect(told.all.count == 2)
    #expect(result.out.contains("\"id\": \"k2\""))
    #expect(result.out.contains("\"rotation\": \"r1r2r3r4r5r6\""))
  }

  @Test func aSelectionLeavesOutWhatIsDisabledOrJustMade() async {
    let told = Told()
    let old = Date.noon.addingTimeInterval(-100 * 86_400)
    var keys = [
      APIKey.example("k1", "a", tags: ["team": "m"]), .example("k8", "made", tags: ["team": "m"]),
      .example("k3", "off", isEnabled: false, tags: ["team": "m"]),
      .example("k4", "other", tags: ["team": "x"]), .example("k5", "new", tags: ["team": "m"]),
    ]
    for index in 0..<4 { keys[index].createdDate = old }
    let result = await Scene(Self.service(told, keys: keys))
      .run("keys", "rotate", "--tag", "team=m", "--older-than", "90d", "--yes", "-o", "json")
    #expect(
      result
        == .init(
          code: 0,
          out: """
            [
            {"id":"k1","name":"a","ok":true,"rotation":"r1r2r3r4r5r6","state":"overlapping",\
            "done":["made the new key"]}
            ]

            """, err: "1 disabled key is left out.\n"))
  }

  @Test func severalKeysNeedAFolder() async {
    let file = await Scene().run("keys", "rotate", "k1", "k2", "--deliver", "file:/tmp/a", "-y")
    #expect(file.code == 64)
    #expect(
      file.err.hasPrefix("Error: 2 keys do not go into one file. Write --deliver file:/tmp/a/.\n"))
    let none = await Scene().run("keys", "rotate", "k1", "--deliver", "file:/tmp/none/", "-y")
    #expect(none.code == 4)
    #expect(none.err == "The folder /tmp/none/ does not exist. Make it, or name one that exists.\n")
    let told = Told()
    let keys = [APIKey.example("k1", "a/b"), .example("k2", "c d")]
    _ = await Scene(Self.service(told, keys: keys)).run(
      "keys", "rotate", "k1", "k2", "--deliver", "secretsmanager:keys/", "-y")
    let targets = told.all.map { command -> DeliveryTarget? in
      guard case .rotate(let request) = command else { return nil }
      return request.delivery
    }
    #expect(targets == [.secretsManager("keys/a_b"), .secretsManager("keys/c_d")])
  }

  @Test(arguments: [
    (["--overlap", "soon"], "--overlap"), (["--overlap", "7"], "--overlap"),
    (["--overlap", "-1d"], "--overlap"), (["--quiet", "99999999d"], "--quiet"),
    (["--deliver", "clipboard"], "--deliver"), (["--deliver", "file:"], "--deliver"),
    (["--plan", "basic"], "not both"),
  ])
  func wrongWordsAreRefused(_ words: [String], _ says: String) async {
    let result = await Scene().run(["keys", "rotate", "k1", "--yes"] + words)
    #expect(result.code == 64)
    #expect(result.err.contains(says))
  }

  @Test func aListShowsWhatEachWaitsFor() async {
    let result = await Scene(Self.service(Told())).run("rotations", "list")
    #expect(
      result
        == .init(
          code: 0,
          out: """
            Rotation      Name         State        Old key  New key  Retire after          \
            Waits for
            r1r2r3r4r5r6  acme-mobile  overlapping  k1       k8       2026-11-28 12:00 UTC  \
            new key not seen yet; old key quiet for 9 of 24 h

            """, err: ""))
    let json = await Scene(Self.service(Told())).run("rotations", "list", "-o", "json")
    #expect(
      json.out == "[\n" + Self.json + """
        ,"name":"acme-mobile","waitsFor":["new key not seen yet","old key quiet for 9 of 24 h"],\
        "warnings":[],"deliveredTo":null,"use":null,"updatedAt":"2026-11-21T12:00:00Z",\
        "context":{"profile":"default","region":"eu-central-1"}}
        ]

        """)
  }

  @Test func aRotationIsFoundByItsKeysToo() async {
    for reference in ["r1r2r3r4r5r6", "k1", "k8", "acme-mobile"] {
      let result = await Scene(Self.service(Told())).run("rotations", "show", reference)
      #expect(result.code == 0, "\(reference)")
    }
    let none = await Scene(Self.service(Told())).run("rotations", "show", "nobody")
    #expect(
      none
        == .init(
          code: 3, out: "",
          err: "No rotation has the id nobody. List them with rotations list.\n"))
    var second = Rotation.example
    second.id = "second"
    let two = await Scene(Self.service(Told(), rotations: [.example, second]))
      .run("rotations", "show", "acme-mobile")
    #expect(two.code == 4)
    #expect(two.err.contains("2 rotations fit acme-mobile: r1r2r3r4r5r6, second."))
  }

  @Test func advanceAsksNothing() async {
    let told = Told()
    let result = await Scene(Self.service(told))
      .run("rotations", "advance", "--delete", "--retire-between", "09:00-17:00", "-o", "json")
    #expect(result.code == 0)
    #expect(told.all == [.advance(AdvanceRequest(deletes: true, retireBetween: 540...1020))])
    #expect(
      result.out == """
        [
        {"id":"r1r2r3r4r5r6","name":"acme-mobile","ok":true,"rotation":"r1r2r3r4r5r6",\
        "state":"overlapping","done":["made the new key"]}
        ]

        """)
    let night = Told()
    _ = await Scene(Self.service(night), now: .noon.addingTimeInterval(11 * 3600))
      .run("rotations", "advance", "--retire-between", "22:00-04:00")
    #expect(night.all == [.advance(AdvanceRequest(retireBetween: 1320...1439))])
    let failed = await Scene(Self.service(Told(), failing: .missing("key", "k1")))
      .run("rotations", "advance")
    #expect(failed.code == 1)
  }

  @Test func nothingDueIsWell() async {
    var service = Self.service(Told())
    service.runRotations = { _, _, _, _ in [] }
    #expect(
      await Scene(service).run("rotations", "advance")
        == .init(code: 0, out: "Nothing is due.\n", err: ""))
  }

  @Test(arguments: ["9-17", "09:00", "25:00-26:00", "09:00-09:00", "09:60-10:00"])
  func hoursThatAreNoneAreRefused(_ hours: String) async {
    #expect(await Scene().run("rotations", "advance", "--retire-between", hours).code == 64)
  }

  @Test func finishingTakesTheName() async {
    let told = Told()
    var service = Self.service(told)
    service.confirmation = { _ in .typed("acme-mobile") }
    let scene = Scene(service, terminals: .all, answers: ["y"])
    let refused = await scene.run("rotations", "finish", "r1r2r3r4r5r6")
    #expect(refused.code == 4)
    #expect(
      refused.err.hasPrefix(
        "This will disable the old key k1 of acme-mobile. Type acme-mobile to go on: "))
    let done = await Scene(service, terminals: .all, answers: ["acme-mobile"])
      .run("rotations", "finish", "r1r2r3r4r5r6", "--force", "--reason", "asked")
    #expect(done.code == 0)
    let back = await Scene(service).run("rotations", "rollback", "r1r2r3r4r5r6", "--yes")
    #expect(back.code == 0)
    let longer = await Scene(service)
      .run("rotations", "extend", "r1r2r3r4r5r6", "--overlap", "24h", "--yes")
    #expect(longer.code == 0)
    #expect(
      told.all == [
        .finish(id: "r1r2r3r4r5r6", forcedBecause: "asked"), .rollBack(id: "r1r2r3r4r5r6"),
        .extend(id: "r1r2r3r4r5r6", overlap: 86_400),
      ])
  }

  @Test(arguments: [["--force"], ["--reason", "x"], ["--force", "--reason", " "]])
  func forceAndReasonGoTogether(_ words: [String]) async {
    #expect(await Scene().run(["rotations", "finish", "r", "--yes"] + words).code == 64)
  }
}

extension Rotation {
  /// One in its overlap.
  static let example = Rotation(
    id: "r1r2r3r4r5r6", context: .example, state: .overlapping, name: "acme-mobile",
    oldKeyId: "k1", newKeyId: "k8", plans: [UsagePlan.basic.reference], startedAt: .noon,
    retireAt: .noon.addingTimeInterval(7 * 86_400), quiet: 86_400,
    carriedQuota: [.init(planId: "pl1", remaining: 750)],
    waitsFor: ["new key not seen yet", "old key quiet for 9 of 24 h"], updatedAt: .noon)
}
