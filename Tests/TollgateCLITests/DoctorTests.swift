import Foundation
import GatewayKit
import TestSupport
import Testing

@testable import TollgateCLI

/// `tollgate doctor` as people and programs read it.
@Suite struct DoctorTests {
  @Test(.disabled("a busy machine exceeds its ten seconds; Tests/Interop/doctor.py looks"))
  func theEmulatorIsInOrder() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let scene = Scene.overEmulator(folder: folder.path + "/state")
    let result = await scene.run("doctor", "--sandbox")
    #expect(result.code == 0)
    #expect(result.err == "")
    let lines = result.out.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.first == "context sandbox us-east-1")
    #expect(lines.contains("  ok       identity      arn:aws:iam::123456789012:user/sandbox"))
    // How fast a busy machine answers says nothing.
    let states = lines.filter { $0.hasPrefix("  ") && !$0.contains("latency") }.map { $0.prefix(9) }
    #expect(Set(states.filter { !$0.allSatisfy { $0 == " " } }) == ["  ok     "])
    #expect(lines.suffix(2).first?.hasSuffix(" ok.") == true)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/state"))
  }

  @Test func programsGetAnArray() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let scene = Scene.overEmulator(folder: folder.path + "/state")
    let result = await scene.run("doctor", "--sandbox", "-o", "json")
    #expect(
      result.out.hasPrefix(
        #"[\#n{"area":"context","context":{"profile":"sandbox","region":"us-east-1"},"#
          + #""check":"context","state":"ok","finding":"profile sandbox, region us-east-1"},\#n"#))
    #expect(result.out.contains(#""check":"expiry","state":"ok""#))
  }

  @Test func spreadsheetsGetColumns() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let scene = Scene.overEmulator(folder: folder.path + "/state")
    let result = await scene.run("doctor", "--sandbox", "-o", "csv")
    #expect(
      result.out.hasPrefix(
        "area,profile,region,check,state,finding,cure\n"
          + "context,sandbox,us-east-1,context,ok,"))
  }

  @Test func aTableIsReadFromAbove() {
    let context = GatewayContext(profile: "prod", region: "eu-west-1")
    let open = "not asked, since the request before it failed"
    let view = DoctorView(lines: [
      DoctorLine(.program, "version", .ok, "tollgate 1"),
      DoctorLine(
        .context, "plans", .failed, "nobody answers", cure: "Check the network", context: context),
      DoctorLine(.context, "keys", .unknown, open, context: context),
      DoctorLine(.context, "APIs", .unknown, open, context: context),
      DoctorLine(
        .files, "state folder", .warning,
        "/home/ana/.local/state/a-folder-with-a-long-name/tollgate is open"),
      DoctorLine(.files, "disk", .warning, "\u{1B}[31m little", cure: nil),
    ])
    #expect(
      view.text(width: 60) == """
        program
          ok       version       tollgate 1

        context prod eu-west-1
          failed   plans         nobody answers
                                 → Check the network
          unknown  2 things      keys, APIs: not asked, since the
                                 request before it failed

        files
          warning  state folder  /home/ana/.local/state/
                                 a-folder-with-a-long-name/tollgate
                                 is open
          warning  disk          \\u{1b}[31m little

        1 failed, 2 warnings, 2 unknown, 1 ok.

        """)
  }
}
