import AWSClient
import Foundation
import GatewayKit
import LocalStore
import Testing

extension [DoctorLine] {
  /// Each line as `state check: finding → cure`.
  var told: [String] {
    map { "\($0.state) \($0.check): \($0.finding)" + ($0.cure.map { " → \($0)" } ?? "") }
  }

  /// The line about something.
  func told(_ check: String) -> String? { filter { $0.check == check }.told.first }
}

/// What the doctor says of program, terminal, endpoints and themes.
@Suite struct DoctorTests {
  static func terminal(
    term: String = "xterm-256color", entry: TerminalFacts.Entry = .usable, isUTF8: Bool = true,
    locale: String? = "LANG=C.UTF-8", glyphs: String = "unicode", size: (Int, Int)? = (80, 24),
    input: Bool = true, output: Bool = true, sequences: Bool = true,
    within: TerminalFacts.Multiplexer? = nil, ssh: Bool = false
  ) -> TerminalFacts {
    TerminalFacts(
      term: term, entry: entry, colors: "256", colorReason: "terminfo knows 256", isUTF8: isUTF8,
      locale: locale, glyphs: glyphs, columns: size?.0, rows: size?.1, isInputTerminal: input,
      isOutputTerminal: output, takesSequences: sequences, multiplexer: within, isRemote: ssh)
  }

  @Test func aProgramIsDescribedForAReport() {
    let facts = ProgramFacts(
      version: "1.2.3", isStatic: true, isDebug: false, swift: "6.3", system: "Debian, Linux 6",
      path: "/usr/bin/tollgate")
    #expect(
      facts.lines.told == [
        "ok version: tollgate 1.2.3, /usr/bin/tollgate",
        "ok built: with Swift 6.3, for release, Swift's libraries inside",
        "ok system: Debian, Linux 6",
      ])
    let other = ProgramFacts(
      version: "1", isStatic: false, isDebug: true, swift: "6.3", system: "x", path: nil)
    #expect(
      other.lines.told("built")
        == "ok built: with Swift 6.3, for debugging, with Swift's libraries of this machine")
  }

  @Test func aGoodTerminalHasNoTrouble() {
    #expect(
      Self.terminal().lines.told == [
        "ok streams: stdin and stdout are terminals",
        "ok type: TERM=xterm-256color, terminfo has it",
        "ok colours: 256 colours: terminfo knows 256",
        "ok characters: UTF-8 (LANG=C.UTF-8)",
        "ok glyphs: unicode: lines and bars are drawn",
        "ok size: 80x24",
        "ok clipboard: by OSC 52; the terminal may refuse it, and does not say so",
        "ok inside of: neither tmux, screen nor ssh",
      ])
  }

  @Test func theKindOfTerminalHasACure() {
    let cure = "Set TERM to what the terminal is, such as: export TERM=xterm-256color"
    #expect(
      Self.terminal(term: "", entry: .unknown).lines.told("type")
        == "failed type: TERM is not set, so the console cannot be shown → \(cure)")
    #expect(
      Self.terminal(term: "zork", entry: .unknown).lines.told("type")
        == "warning type: TERM=zork, which terminfo does not have: the console draws for "
        + "xterm-256color → \(cure), or install its entry (ncurses-term)")
    #expect(
      Self.terminal(term: "dumb", entry: .unusable).lines.told("type")
        == "failed type: TERM=dumb, whose cursor cannot be placed: commands work, the console "
        + "cannot be shown → \(cure)")
  }

  @Test(arguments: [
    (80, 24, "ok size: 80x24"),
    (79, 24, "warning size: 79x24: the console cuts what does not fit"),
    (80, 23, "warning size: 80x23: the console cuts what does not fit"),
    (40, 8, "warning size: 40x8: the console cuts what does not fit"),
    (39, 50, "failed size: 39x50: the console needs 40x8 to show anything"),
    (200, 7, "failed size: 200x7: the console needs 40x8 to show anything"),
  ])
  func roomIsJudged(_ columns: Int, _ rows: Int, _ expected: String) {
    let cure = " → Make the window larger, or its letters smaller: 80x24 is enough for all"
    #expect(
      Self.terminal(size: (columns, rows)).lines.told("size")
        == (expected.hasPrefix("ok") ? expected : expected + cure))
  }

  @Test func charactersAndClipboardAreJudged() {
    let plain = Self.terminal(isUTF8: false, locale: nil, glyphs: "ascii").lines
    #expect(
      plain.told("characters")
        == "warning characters: not UTF-8 (neither LC_ALL, LC_CTYPE nor LANG is set) → Set a UTF-8 "
        + "locale, such as: export LANG=C.UTF-8")
    #expect(plain.told("glyphs") == "ok glyphs: ascii: without UTF-8 no others")
    #expect(
      Self.terminal(glyphs: "ascii").lines.told("glyphs")
        == "ok glyphs: ascii: the console of Linux has no others")
    #expect(
      Self.terminal(within: .tmux(clipboard: "off"), ssh: true).lines.suffix(2).map(\.self).told
        == [
          "warning clipboard: by tmux, whose set-clipboard is off → Run: tmux set -s set-clipboard "
            + "external",
          "ok inside of: tmux, over ssh",
        ])
    #expect(
      Self.terminal(within: .tmux(clipboard: "external")).lines.told("clipboard")
        == "ok clipboard: by tmux, whose set-clipboard is external")
    #expect(
      Self.terminal(within: .tmux(clipboard: nil)).lines.told("clipboard")
        == "unknown clipboard: by tmux, which does not say what its set-clipboard is")
    #expect(
      Self.terminal(within: .screen).lines.told("clipboard")
        == "warning clipboard: GNU screen keeps what programs copy to itself → Use tmux, or copy "
        + "with the mouse")
    #expect(
      Self.terminal(term: "vt100", sequences: false).lines.told("clipboard")
        == "warning clipboard: TERM=vt100 is not known to take a text (OSC 52) → Copy with the "
        + "mouse, or set TERM to what the terminal is")
  }

  @Test func withoutATerminalNothingOfItFails() {
    let lines = Self.terminal(
      term: "dumb", entry: .unusable, isUTF8: false, locale: "LANG=C", glyphs: "ascii", size: nil,
      input: false, output: false, sequences: false
    ).lines
    #expect(Set(lines.map(\.state)) == [.ok])
    #expect(
      lines.told("streams")
        == "ok streams: stdout is no terminal: commands work, the console needs one there")
    #expect(lines.told("size") == "ok size: not known: stdout is no terminal")
    #expect(
      Self.terminal(input: false).lines.told("streams")
        == "ok streams: stdin is no terminal: commands work, the console needs one there")
  }

  @Test func endpointsSayWhoDecidedThem() {
    let context = GatewayContext(profile: "p", region: "eu-west-1")
    func route(_ service: AWSService, _ url: String, _ reason: String = "AWS's own host")
      -> ServiceRoute
    {
      ServiceRoute(
        service: service, url: url, reason: reason, isPlain: url.hasPrefix("http:"),
        isLocal: url.contains("127.0.0.1"),
        proxy: service == .sts ? "proxy.example:3128" : nil)
    }
    let facts = EndpointFacts(
      context: context,
      routes: [
        (.apiGateway, .success(route(.apiGateway, "http://far.example", "AWS_ENDPOINT_URL"))),
        (.sts, .success(route(.sts, "https://sts.eu-west-1.amazonaws.com"))),
        (.logs, .success(route(.logs, "http://127.0.0.1:9", "--endpoint-url"))),
      ], trust: .success(("/etc/ca.pem", "AWS_CA_BUNDLE")))
    #expect(
      facts.lines.told == [
        "warning API Gateway: http://far.example, by AWS_ENDPOINT_URL: requests go unencrypted → "
          + "Give it an https address",
        "ok STS: https://sts.eu-west-1.amazonaws.com, AWS's own host",
        "ok Logs: http://127.0.0.1:9, by --endpoint-url",
        "ok proxy: proxy.example:3128 for STS",
        "ok certificates: /etc/ca.pem, by AWS_CA_BUNDLE",
      ])
    let error = GatewayError(
      kind: .usage, code: "InvalidEndpoint", message: "It is no URL.", advice: "Correct it.")
    let broken = EndpointFacts(
      context: context, routes: [(.sts, .failure(error)), (.logs, .failure(error))],
      trust: .failure(error))
    #expect(
      broken.lines.told == [
        "failed settings: It is no URL → Correct it", "ok proxy: none",
        "failed certificates: It is no URL → Correct it",
      ])
    var one = EndpointFacts(
      context: context,
      routes: [
        (.sts, .success(route(.logs, "http://127.0.0.1:1", "--endpoint-url"))),
        (.logs, .success(route(.logs, "http://127.0.0.1:1", "--endpoint-url"))),
      ])
    one.isSandbox = true
    #expect(
      one.lines.told == [
        "ok all services: http://127.0.0.1:1, the embedded emulator", "ok proxy: none",
        "ok certificates: the system's",
      ])
  }

  @Test func themesAreCounted() {
    let facts = ThemeFacts(
      folders: [.init(path: "/a", isThere: false), .init(path: "/b", isThere: true)], count: 12,
      problems: ["x.yaml, line 2: it is no colour"], wished: ("storm", false))
    #expect(
      facts.lines.told == [
        "ok folders: /b", "ok themes: 12 to choose from",
        "failed chosen: there is no theme storm, which config.yaml names → Correct theme: in "
          + "config.yaml; tollgate themes list has the names",
        "warning broken file: x.yaml, line 2: it is no colour → Correct the file, or remove it",
      ])
    let bare = ThemeFacts(
      folders: [.init(path: "/a", isThere: false)], count: 1, wished: ("x", true))
    #expect(
      bare.lines.told == [
        "ok folders: none of /a is there; the theme that is built in is used",
        "ok themes: 1 to choose from", "ok chosen: x, by config.yaml",
      ])
  }
}
