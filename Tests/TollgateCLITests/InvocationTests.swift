import Testing
import TollgateCLI

/// What the words on the command line are taken for.
@Suite struct InvocationTests {
  @Test func noWordsOpenTheConsole() throws {
    guard case .console(let console) = Invocation.parse(["--sandbox", "--open", ":usage used>80%"])
    else {
      Issue.record("not the console")
      return
    }
    #expect(console.common.sandbox)
    #expect(console.open == ":usage used>80%")
  }

  @Test(arguments: [
    ["keys", "list"], ["keys", "show", "k"], ["keys", "create", "--name", "n"],
    ["keys", "update", "k", "--name", "n"], ["keys", "enable", "k"], ["keys", "disable", "k", "l"],
    ["keys", "delete", "k"], ["keys", "tag", "k", "a=b"], ["keys", "untag", "k", "a"],
    ["keys", "import", "f.csv"], ["keys", "export"], ["plans", "list"], ["plans", "show", "p"],
    ["plans", "create", "--name", "n"], ["plans", "update", "p", "--no-quota"],
    ["plans", "delete", "p"], ["plans", "attach", "k", "p"], ["plans", "detach", "k", "p"],
    ["usage", "show"], ["usage", "top"], ["usage", "grant", "k", "--plan", "p", "--add", "5"],
    ["usage", "export"], ["undo"], ["apis", "list"], ["sandbox"], ["themes", "list"],
    ["completions", "zsh"], ["keys", "find"], ["keys", "revoke"], ["keys", "rotate", "k"],
    ["rotations", "list"], ["rotations", "show", "r"], ["rotations", "advance"],
    ["rotations", "extend", "r", "--overlap", "7d"], ["rotations", "finish", "r"],
    ["rotations", "rollback", "r"], ["plans", "suspend", "p"], ["plans", "resume", "p"],
    ["audit", "list"], ["audit", "verify"],
  ])
  func everyCommandTakesTheCommonOptions(_ words: [String]) throws {
    let options = [
      "--region", "eu-west-1", "--read-only", "-y", "--dry-run", "--debug", "-o", "json",
    ]
    guard case .command(let command) = Invocation.parse(words + options) else {
      Issue.record("\(Invocation.parse(words + options))")
      return
    }
    #expect(command.common.region == "eu-west-1")
    #expect(command.common.readOnly)
    #expect(command.common.yes)
    #expect(command.common.dryRun)
    #expect(command.common.debug)
    #expect(command.common.output == .json)
  }
}
