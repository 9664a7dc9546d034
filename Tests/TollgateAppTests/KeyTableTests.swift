import Canvas
import Foundation
import Testing

@testable import TollgateApp

/// The table of keys as the contract has it: complete, without clashes, and free to be changed.
@Suite struct KeyTableTests {
  /// What the contract binds in the flows of this version.
  static let contract: [(String, ViewName, Action)] = [
    ("j", .keys, .down), ("k", .keys, .up), ("down", .keys, .down), ("up", .keys, .up),
    ("g", .keys, .first), ("G", .keys, .last), ("pagedown", .keys, .pageDown),
    ("pageup", .keys, .pageUp), ("/", .keys, .filter), (":", .keys, .command),
    ("?", .keys, .help), ("space", .keys, .mark), ("*", .keys, .markAll), ("s", .keys, .sort),
    ("d", .keys, .disable), ("e", .keys, .enable), ("n", .keys, .new), ("n", .plans, .new),
    ("a", .keys, .attach), ("A", .keys, .detach), ("E", .keys, .edit), ("E", .plans, .edit),
    ("u", .keys, .grant), ("x", .keys, .delete), ("x", .plans, .delete), ("t", .keys, .tags),
    ("v", .keys, .reveal), ("c", .keys, .copyID), ("C", .keys, .copyValue),
    ("!", .keys, .problems), ("z", .keys, .undo), ("ctrl-r", .keys, .refresh),
    ("ctrl-l", .keys, .redraw), ("-", .keys, .lastView), ("q", .keys, .quit),
    ("esc", .keys, .back), ("enter", .keys, .open), ("enter", .plans, .open),
    ("enter", .usage, .open), ("p", .keys, .detail), ("p", .plans, .detail),
    ("1", .plans, .keys), ("2", .keys, .plans), ("3", .keys, .usage), ("6", .keys, .audit),
    ("8", .keys, .contexts), (",", .key, .shorter), (".", .key, .longer),
    ("left", .key, .readLeft), ("right", .key, .readRight), ("o", .key, .expand),
    ("d", .key, .disable), ("u", .usage, .grant), ("r", .keys, .rotate), ("r", .key, .rotate),
    ("L", .keys, .leak), ("L", .audit, .leak), ("5", .keys, .rotations),
    ("S", .plans, .suspend), ("R", .plans, .resume), ("enter", .rotations, .open),
    ("enter", .audit, .open),
  ]

  @Test func theContractIsBound() throws {
    for (text, view, action) in Self.contract {
      let key = try #require(KeyChord.key(text), "\(text)")
      #expect(KeyTable.standard.action(key, in: view) == action, "\(text) in \(view)")
    }
  }

  @Test func nothingBelongsToTheTerminal() {
    for action in Action.allCases {
      for key in KeyTable.standard.keys[action] ?? [] {
        #expect(!KeyChord.forbidden.contains(key), "\(action)")
      }
    }
  }

  @Test func noKeyIsTwoThingsInOneView() {
    #expect(KeyTable.standard.conflicts == [])
  }

  @Test func everyActionIsDescribedOnceAndHasAName() {
    #expect(Set(ActionInfo.all.map(\.action)) == Set(Action.allCases))
    #expect(ActionInfo.all.count == Action.allCases.count)
    for info in ActionInfo.all {
      #expect(info.sentence.hasSuffix("."))
      #expect(!info.title.contains("!"))
    }
  }

  @Test func laterKeysAreFree() throws {
    for text in ["m"] {
      let key = try #require(KeyChord.key(text))
      for view in ViewName.allCases { #expect(KeyTable.standard.action(key, in: view) == nil) }
    }
  }

  @Test func everyKeyIsReadAsItIsWritten() {
    for info in ActionInfo.all {
      for text in info.keys { #expect(KeyChord.key(text).map(KeyChord.text) == text) }
    }
  }

  @Test func aKeyCanBeMoved() {
    let (table, problems) = KeyTable.remapped(["disable": "ctrl-x", "pause": "d"])
    #expect(problems == [])
    #expect(table.action(.control("x"), in: .keys) == .disable)
    #expect(table.action(.character("d"), in: .keys) == .pause)
    #expect(table.label(.disable) == "ctrl-x")
  }

  @Test func aKeyTakenFromAnotherActionIsSaid() {
    let (table, problems) = KeyTable.remapped(["disable": "x"])
    #expect(problems == ["keys: x is now disable, no longer delete."])
    #expect(table.action(.character("x"), in: .keys) == .disable)
    #expect(table.label(.delete) == "")
  }

  @Test func whatCannotBeBoundIsSaid() {
    let (table, problems) = KeyTable.remapped([
      "disable": "ctrl-a", "enable": "hyper-x", "fly": "f",
    ])
    #expect(
      problems == [
        "keys: ctrl-a belongs to the terminal, so disable keeps its own.",
        "keys: hyper-x is no key, so enable keeps its own.",
        "keys: fly is no action; :help lists them.",
      ])
    #expect(table.action(.character("d"), in: .keys) == .disable)
    #expect(table.action(.character("e"), in: .keys) == .enable)
  }

  @Test func aMovedKeyIsShownWhereItStands() {
    let story = Story.loaded(options: ConsoleOptions(keys: ["disable": "ctrl-x"]))
    #expect(story.text.contains("ctrl-x disable"))
    #expect(!story.text.contains(" d disable"))
  }

  @Test func theTableOfTheReadme() {
    let lines = KeyTable.standard.markdown.split(separator: "\n")
    #expect(lines.count == Action.allCases.count + 2)
    #expect(lines.contains("| `d` | `:disable` | Disable the key or the marked keys. |"))
  }
}
