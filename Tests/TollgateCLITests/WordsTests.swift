import Testing
import TollgateCLI

/// Words that make no sense: one sentence, exit code 64, nothing sent.
@Suite struct WordsTests {
  @Test(arguments: [
    ("keys list --nonsense", "Unknown option '--nonsense'"),
    ("keys list --enabled --disabled", "--enabled and --disabled leave nothing. Give one of them."),
    (
      "keys list -o xml",
      "The value 'xml' is invalid for '-o <output>'. Please provide one of 'table', 'json' or "
        + "'csv'."
    ),
    (
      "keys list --sandbox --profile p",
      "--sandbox has credentials of its own. Leave --profile or "
        + "--sandbox out."
    ),
    ("keys update k", "Nothing to change. Give --name, --description or --customer-id."),
    ("keys tag k nothing", "nothing is no tag. Write it as key=value, such as owner=acme."),
    ("keys tag k a=1 a=2", "The tag a is given twice. Give it once."),
    (
      "keys create --name n --deliver secretsmanager:x",
      "A value goes to Secrets Manager with keys rotate and keys revoke. Use stdout or file:PATH."
    ),
    ("keys export --with-values", "--with-values needs --to FILE. Values do not go to stdout."),
    ("plans create --name n --burst 5", "--burst needs --rate. Give both."),
    (
      "plans create --name n --rate -1 --burst 5",
      "--rate is -1.0. Give a number of requests a second, 0 or more."
    ),
    (
      "plans create --name n --rate nan --burst 5",
      "--rate is nan. Give a number of requests a second, 0 or more."
    ),
    ("plans create --name n --rate fast", "The value 'fast' is invalid for '--rate <number>'"),
    ("plans create --name n --quota 5", "--quota needs --period. Give DAY, WEEK or MONTH."),
    (
      "plans create --name n --period DAY",
      "--period needs --quota. Give the number of requests in a period."
    ),
    (
      "plans create --name n --quota -5 --period DAY",
      "--quota is -5. Give a whole number of requests, 0 or more."
    ),
    (
      "plans create --name n --stage nocolon",
      "nocolon is no stage. Write it as API:STAGE, such as orders-api:prod; see apis list."
    ),
    ("plans update p", "Nothing to change. Give --name, --rate, --quota, --add-stage or others."),
    (
      "plans update p --rate 1 --no-throttle",
      "--no-throttle and --rate contradict each other. Give one of them."
    ),
    (
      "plans update p --quota 1 --period DAY --no-quota",
      "--no-quota and --quota contradict each other. Give one of them."
    ),
    (
      "plans update p --add-stage a:b --remove-stage a:b",
      "a:b is to be added and removed. Give one of them."
    ),
    ("usage grant k --plan p", "Give one of --remaining and --add."),
    ("usage grant k --plan p --remaining 1 --add 1", "Give one of --remaining and --add."),
    ("usage grant k --plan p --add 0", "--add is 0. Give a whole number, 1 or more."),
    (
      "usage show --from 2026-11-02 --to 2026-11-01",
      "2026-11-02 lies after 2026-11-01. Give the earlier day with --from."
    ),
    (
      "usage show --from 2026-01-01 --to 2026-08-01",
      "2026-01-01 to 2026-08-01 is more than 90 days. Ask for at most 90."
    ),
    ("usage top --limit 0", "--limit is 0. Give 1 or more."),
    ("sandbox --port 70000", "--port is 70000. Give 0 to 65535."),
    ("keyz", "Unexpected argument 'keyz'"),
    (
      "--read-only keys list",
      "--read-only stands before the command. Write the options of a command after its verb."
    ),
    (
      "-o json",
      "The console writes no results. Leave --output out, or give a command such as keys "
        + "list."
    ),
  ])
  func eachHasItsSentence(_ words: String, _ sentence: String) async {
    let result = await Scene().run(words.split(separator: " ").map(String.init))
    #expect(result.code == 64)
    #expect(result.out == "")
    #expect(result.err.prefix { $0 != "\n" } == "Error: \(sentence)")
  }

  @Test func aYearWithoutTheOtherEndIsTooLong() async {
    let result = await Scene(.withUsage()).run("usage", "show", "--from", "2026-01-01")
    #expect(
      result
        == .init(
          code: 64, out: "",
          err: "2026-01-01 to 2026-11-21 is more than 90 days. Ask for at most 90.\n"))
  }

  @Test func programsGetThemAsJSON() async {
    let result = await Scene().run("plans", "show", "--output", "json")
    #expect(
      result.err.split(separator: "\n").last == """
        {"error":{"code":"Usage","message":"Missing expected argument '<plan>'.",\
        "advice":"Run the command with --help to see what it takes.","requestId":null}}
        """)
  }

  @Test func whatLooksLikeAValueIsNotRepeated() async {
    let value = "a1B2c3d4e5a1B2c3d4e5a1B2c3d4e5"
    let unknown = await Scene().run("keys", "show", value)
    let unexpected = await Scene().run("keys", "show", "k1", value)
    #expect(
      unknown
        == .init(
          code: 3, out: "", err: "There is no key sha256:5970210c8a69. List what is there.\n"))
    #expect(
      unexpected.err.hasPrefix("Error: Unexpected argument 'sha256:5970210c8a69'\n"))
  }

  @Test func theConsoleNeedsATerminal() async {
    let result = await Scene().run()
    #expect(
      result
        == .init(
          code: 64, out: "",
          err: """
            The console needs a terminal for input and output. Use a command instead, such as \
            tollgate keys list.

            """))
  }
}
