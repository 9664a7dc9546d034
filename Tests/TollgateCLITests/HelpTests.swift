import Testing
import TollgateCLI

/// Help as people see it.
@Suite struct HelpTests {
  @Test func aCommandShowsItsExampleFirst() async {
    let result = await Scene().run("usage", "grant", "--help")
    #expect(
      result
        == .init(
          code: 0,
          out: """
            OVERVIEW: Set or raise what remains of a key's quota.

            It holds for the current period only.

            Example:
              tollgate usage grant acme-mobile --plan basic --add 1000 --reason Launch --yes

            USAGE: tollgate usage grant [<options>] <key> --plan <plan>

            ARGUMENTS:
              <key>                   The key's id, or its name where only one has it.

            OPTIONS:
              --plan <plan>           The plan (id or name).
              --remaining <number>    Set what remains to this many requests.
              --add <number>          Add this many requests to what remains.
              --reason <text>         Why; written to the journal.
              --profile <name>        Profile of the AWS files; lists take several.
              --region <region>       Region, such as eu-central-1; lists take several.
              --endpoint-url <url>    Endpoint of all services; AWS_ENDPOINT_URL works too.
              --insecure-endpoint     Speak plain http with an endpoint on another machine:
                                      requests go unencrypted.
              --sandbox               Start the embedded emulator with its demo data, use
                                      it, stop it at the end.
              -o, --output <output>   How results are written. (values: table, json, csv)
              --read-only             Send nothing that changes anything.
              -y, --yes               Answer confirmations with yes.
              --dry-run               Print the changing requests that would be sent, and
                                      send none of them.
              --debug                 Log to stderr, secrets masked.
              --version               Show the version.
              -h, --help              Show help information.

            """, err: ""))
  }

  @Test(arguments: [
    "keys list", "keys show", "keys create", "keys update", "keys enable", "keys disable",
    "keys delete", "keys tag", "keys untag", "keys import", "keys export", "plans list",
    "plans show", "plans create", "plans update", "plans delete", "plans attach", "plans detach",
    "usage show", "usage top", "usage grant", "usage export", "undo", "apis list", "sandbox",
    "themes list", "completions", "keys find", "keys revoke", "keys rotate", "rotations list",
    "rotations show", "rotations advance", "rotations extend", "rotations finish",
    "rotations rollback", "plans suspend", "plans resume", "audit list", "audit verify", "doctor",
  ])
  func everyCommandHasAnExampleThatParses(_ command: String) async throws {
    let words = command.split(separator: " ").map(String.init)
    let help = await Scene().run(words + ["--help"]).out
    let examples = help.split(separator: "\n").filter { $0.hasPrefix("  tollgate ") }
    #expect(!examples.isEmpty)
    for example in examples {
      let line = example.dropFirst(11).prefix { $0 != ">" && $0 != ")" }
      guard case .command = Invocation.parse(Self.words(line)) else {
        Issue.record("\(example)")
        continue
      }
    }
  }

  @Test func theVersionIsOneLine() async {
    let result = await Scene().run("--version")
    #expect(result == .init(code: 0, out: "tollgate 0.1.0\n", err: ""))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func shellsComplete(_ shell: String) async {
    let result = await Scene().run("completions", shell)
    #expect(result.code == 0)
    #expect(result.out.contains("untag"))
    #expect(await Scene().run("--generate-completion-script", shell).out == result.out)
  }

  /// The words of a line, single quotes kept together.
  private static func words(_ line: Substring) -> [String] {
    line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap {
      index, part in
      index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
    }
  }
}
