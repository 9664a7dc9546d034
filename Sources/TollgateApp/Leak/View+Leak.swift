import Canvas
import Foundation
import GatewayKit

extension AppState {
  /// The dialog of a leak: what was found, then the log of cutting it off.
  func widget(_ leak: LeakDialog) -> Canvas.Dialog {
    var widget = Canvas.Dialog(
      title: "Leaked key", body: [], scroll: leak.top, width: min(size.width - 2, 104))
    if leak.search == nil {
      entering(leak, &widget)
    } else if let number = leak.revocation, let revocation = revocations[number] {
      log(revocation, leak, &widget)
    } else {
      findings(leak, &widget)
    }
    if let hint = leak.hint { widget.error = hint }
    if let question = leak.question { ask(question, leak, &widget) }
    if leak.search != nil { steady(&widget) }
    return widget
  }

  /// Pads a dialog that fills bit by bit, so that nothing in it jumps while it does.
  private func steady(_ widget: inout Canvas.Dialog) {
    let height = widget.frame(in: dialogArea).height
    let wanted = min(19, dialogArea.height)
    if height < wanted {
      widget.body += Array(repeating: .gap, count: wanted - height)
    }
  }

  // MARK: the text

  private func entering(_ leak: LeakDialog, _ widget: inout Canvas.Dialog) {
    widget.width = min(widget.width, 78)
    widget.body = [
      .text(
        Line(
          "Paste what leaked, as it is: a key's value or a part of it, its SHA-256, id or name, or "
            + "any text that has it inside, such as a log, a diff, a request or a scanner's report."
        )),
      .gap,
      .labelled(
        "Text",
        leak.text.isEmpty
          ? Line("▏", .accent) + Line("nothing yet", .dim)
          : Line(leak.text.mask, .text, .bold) + Line("▏", .accent)),
    ]
    if leak.awaitsConnection {
      widget.body += [.gap, .text(Line("Connecting … the search begins by itself.", .dim))]
      widget.keys = [KeyHint("esc", "forgets the text and closes")]
    } else {
      widget.body += [
        .gap,
        .text(
          Line(
            "It is shown masked, kept in no history, and forgotten when the search ends.", .dim)),
      ]
      widget.keys = [
        KeyHint("enter", "searches", priority: 3), KeyHint("ctrl-u", "clears", priority: 1),
        KeyHint("esc", "forgets it and closes", priority: 2),
      ]
    }
  }

  // MARK: what was found

  private func findings(_ leak: LeakDialog, _ widget: inout Canvas.Dialog) {
    guard let search = leak.search else { return }
    var body: [DialogRow] = [.text(headline(leak, search))]
    if let status = status(search) { body.append(.text(status)) }
    body += announcements(search)
    if search.leaks.count > 1 {
      body += [.gap] + choices(leak, search)
    }
    let chosen = leak.chosenMatches
    if let first = chosen.first {
      body.append(.gap)
      if search.leaks.count == 1 {
        for match in chosen { body.append(.text(identity(match))) }
        body += states(chosen)
      } else {
        body += states(chosen)
      }
      body += facts(of: first, leak)
    }
    if let findings = search.findings { body += ending(findings, search.matches.isEmpty) }
    widget.body = body
    widget.keys = keys(leak, search)
  }

  /// What the text was, and how sure the match is.
  private func headline(_ leak: LeakDialog, _ search: LeakSearch) -> Line {
    let leaks = search.leaks
    guard let first = search.matches.first else { return Line(leak.mask, .dim) }
    if leaks.count > 1 {
      return Line(leak.mask, .dim)
        + Line("   \(leaks.count) different keys; each is acted on by itself", .warn, .bold)
    }
    let line = Line(first.words.isEmpty ? leak.mask : first.words, .dim)
    guard let findings = search.findings else { return line + certainty(first) }
    let searched = findings.searched
    guard first.confidence != .candidate, findings.notSearched.isEmpty, searched.keys > 1 else {
      return line + certainty(first)
    }
    let keys = "\(Figures.count(searched.keys, "key"))"
    let places = searched.contexts > 1 ? " in \(searched.contexts) contexts" : ""
    let only = search.matches.count == 1 ? "the only one of" : "one value, among"
    return line + Line(": \(only) \(keys)\(places)", .ok)
  }

  private func certainty(_ match: LeakMatch) -> Line {
    switch match.confidence {
    case .exact: Line(": exactly this key", .ok)
    case .certain: Line(": no other key has this part", .ok)
    case .candidate: Line(": may be this one, or another", .warn)
    }
  }

  /// How far the search is; nil once it is over and what follows says more.
  private func status(_ search: LeakSearch) -> Line? {
    if let error = search.error {
      return Line("The search broke off: \(error.message) ", .danger) + Line(error.advice)
    }
    guard search.findings == nil else { return nil }
    var words = "Searching …"
    if let progress = search.progress {
      let pages = progress.pages
      let total =
        progress.allContexts == 1 && catalog.keysState.isComplete
        ? max(pages, (catalog.keyOrder.count + 499) / 500) : nil
      words =
        total.map { "Searching: \(pages) of \(Figures.count($0, "page"))" }
        ?? "Searching: \(Figures.count(pages, "page"))"
      words += ", \(Figures.count(progress.keys, "key"))"
      if progress.allContexts > 1 {
        words += ", \(progress.contexts) of \(progress.allContexts) contexts"
      }
    }
    return Line(words, .accent)
  }

  private func announcements(_ search: LeakSearch) -> [DialogRow] {
    search.announcement.map { [.text(Line($0, .dim))] } ?? []
  }

  /// A line for each leak, the chosen one marked.
  private func choices(_ leak: LeakDialog, _ search: LeakSearch) -> [DialogRow] {
    let chosen = leak.chosenLeak
    let width = search.matches.map { Text.width($0.key.label) }.max() ?? 0
    return search.leaks.flatMap { number -> [DialogRow] in
      search.matches.filter { $0.leak == number }.enumerated().map { place, match in
        let isChosen = number == chosen
        let mark = Line(isChosen && place == 0 ? "▌ " : place == 0 ? "  " : "  = ", .accent)
        let name = Line(
          Text.pad(match.key.label, to: min(width, 32)), .text, isChosen ? .bold : [])
        let sure =
          match.confidence == .candidate
          ? Line("  may be this one", .warn) : Line("  \(match.confidence.rawValue)", .dim)
        let on = match.key.isEnabled ? Line("  enabled") : Line("  disabled", .warn)
        let line = Line("  line \(match.line)", .dim)
        return .verbatim(mark + name + on + sure + line + Line("  \(match.place)", .dim))
      }
    }
  }

  /// `acme-mobile   a1b2c3d4e5   enabled    prod-admin · ap-northeast-1`.
  private func identity(_ match: LeakMatch) -> Line {
    let state =
      match.key.isEnabled
      ? Line("enabled", .text, .bold) : Line("disabled already", .warn, .bold)
    return Line(match.key.label, .accent, .bold) + Line("   \(match.key.id.shown)   ", .dim)
      + state + Line("    \(match.place)", .dim)
  }

  /// Why a key that was found disabled is, as far as is known.
  private func states(_ matches: [LeakMatch]) -> [DialogRow] {
    matches.compactMap { match -> DialogRow? in
      let which = matches.count > 1 ? "\(match.key.label) in \(match.key.context.region) " : ""
      if let date = match.revokedAt {
        let words = "revoked as leaked on \(moment(date))"
        return match.key.isEnabled
          ? .text(Line("\(which)\(words), and enabled again since", .danger, .bold))
          : .text(Line("\(which)\(words); it is still disabled", .ok))
      }
      guard !match.key.isEnabled else { return nil }
      let since = match.key.lastUpdatedDate.map { ", changed last on \(moment($0))" } ?? ""
      return .text(
        Line("\(which)disabled already\(since); callers are refused", .warn))
    }
  }

  // MARK: how it ended

  private func ending(_ findings: LeakFindings, _ isNothing: Bool) -> [DialogRow] {
    var rows: [DialogRow] = []
    if isNothing {
      if findings.notSearched.isEmpty {
        let searched = findings.searched
        let places =
          searched.contexts == 1 ? "this context" : Figures.count(searched.contexts, "context")
        rows.append(
          .text(
            Line("Nothing found", .text, .bold)
              + Line(": none of \(Figures.count(searched.keys, "key")) in \(places) fits.")))
        rows.append(
          .text(Line("It may live in another account or region, or be deleted already.", .dim)))
      } else {
        rows.append(
          .text(
            Line("Not found so far", .warn, .bold) + Line(": not everything could be searched.")))
      }
    }
    for place in findings.notSearched {
      rows.append(
        .text(
          Line("Not searched: ", .warn, .bold)
            + Line("\(contextName(place.context)): \(place.reason)")))
    }
    if findings.unmatched > 0, !isNothing {
      rows.append(
        .text(
          Line(
            "\(Figures.count(findings.unmatched, "more piece")) of the text looks like a key, "
              + "and no key has it.", .dim)))
    }
    rows += findings.notes.map { .text(Line($0, .warn)) }
    return rows.isEmpty ? [] : [.gap] + rows
  }

  private func keys(_ leak: LeakDialog, _ search: LeakSearch) -> [KeyHint] {
    let esc = KeyHint("esc", "nothing", priority: 5)
    guard !search.matches.isEmpty else {
      if search.error != nil { return [KeyHint("ctrl-r", "again"), KeyHint("esc", "closes")] }
      return [KeyHint("esc", search.isOver ? "closes" : "stops and closes")]
    }
    let hasRoom = size.width >= 104
    let choose = search.leaks.count > 1 ? [KeyHint("j k", "choose", priority: 4)] : []
    let requests = KeyHint("D", "requests", priority: 1)
    let changes = [
      (Action.disable, KeyHint("d", "disable now", priority: 6)),
      (.attach, KeyHint("s", hasRoom ? "slow (quarantine plan)" : "slow", priority: 3)),
      (.rotate, KeyHint("r", hasRoom ? "replace with overlap" : "replace", priority: 2)),
    ].filter { mayOffer($0.0, for: leak.chosenMatches) }.map(\.1)
    return changes.isEmpty
      ? choose + [requests, KeyHint("esc", "closes", priority: 5)]
      : choose + changes + [requests, esc]
  }

  /// Whether a change of the keys found is offered: where they live, whatever the screen behind shows.
  /// A key of one leak that may not be changed keeps back the others, as it does when they are acted on;
  /// a permission must be missing for each of them.
  private func mayOffer(_ action: Action, for matches: [LeakMatch]) -> Bool {
    let homes = Set(matches.map(\.key.id.home))
    guard !homes.contains(where: isReadOnly) else { return false }
    let needs = Need.of(action, in: .keys)
    return homes.contains { home in needs.allSatisfy { denial($0, at: home) == nil } }
  }

  // MARK: questions

  private func ask(
    _ question: LeakDialog.Question, _ leak: LeakDialog, _ widget: inout Canvas.Dialog
  ) {
    let no = KeyHint("esc", "no, leaves everything as it is", priority: 1)
    func said(_ sentence: String) -> String {
      leak.hint.map { "\($0) \(sentence)" } ?? sentence
    }
    switch question {
    case .disable(let matches):
      let names = matches.map(\.key.label)
      let what =
        matches.count == 1
        ? "\(names[0]) (\(matches[0].key.id.shown))"
        : "\(matches.count) keys that hold this one value (\(Self.list(names)))"
      let doubt =
        matches.contains { $0.confidence == .candidate }
        ? " It may not be the one that leaked." : ""
      widget.error = said("Disable \(what) now? Callers get 403 within seconds.\(doubt)")
      widget.keys = [KeyHint("y", "disable", priority: 2), no]
    case .quarantine(let match):
      widget.error = said(
        "Move \(match.key.label) into the quarantine plan? It goes on working, slowly.")
      widget.keys = [KeyHint("y", "move it", priority: 2), no]
    case .replace(let matches):
      widget.error = said(
        "Make a new key in place of \(matches.map(\.key.label).joined(separator: ", "))? "
          + "Same name, plans and tags; a full quota; the value is shown by v afterwards.")
      widget.keys = [KeyHint("y", "make it", priority: 2), no]
    case .reportPath(let field):
      widget.prompt = Canvas.Prompt("Report to: ", field: field)
      widget.keys = [
        KeyHint("enter", "writes Markdown, JSON and a notice to the customer", priority: 1),
        KeyHint("esc", "back", priority: 2),
      ]
      return
    }
    widget.isDangerous = true
  }
}

extension LeakMatch {
  /// Where it lives.
  var place: String { "\(key.context.profile) · \(key.context.region)" }
}
