import Canvas
import Foundation
import GatewayKit

extension AppState {
  /// Seconds in which keys that were meant for something else do nothing.
  private static let surprise = 0.5

  /// Somebody needs a code of an MFA device.
  mutating func ask(_ question: CodeQuestion) {
    // Whoever was doing something else sees it first; whoever waits for it may type ahead.
    let isSurprise = question.refusal == nil && (!dialogs.isEmpty || prompt != nil)
    codeDialog = CodeDialog(
      question: question, heedsKeysFrom: isSurprise ? now + Self.surprise : .distantPast)
  }

  /// Nobody needs it any more.
  mutating func withdraw(_ number: Int) {
    if codeDialog?.question.number == number { codeDialog = nil }
  }

  /// A key press while a code is asked for.
  mutating func press(_ key: Key, in dialog: CodeDialog, _ effects: inout [Effect]) {
    var dialog = dialog
    guard now >= dialog.heedsKeysFrom else { return }
    switch key {
    case .escape:
      codeDialog = nil
      effects.append(.refuseCode(dialog.question.number))
      return
    case .enter:
      guard dialog.code.text.count == CodeDialog.digits else {
        dialog.hint = "A code has six digits."
        break
      }
      codeDialog = nil
      say("Sent the code for profile \(dialog.question.profile); waiting for AWS.")
      effects.append(.giveCode(dialog.question.number, KeyValue(entered: dialog.code.text)))
      return
    case .character(let character): type(String(character), into: &dialog)
    default:
      _ = dialog.code.edit(key)
      dialog.hint = nil
    }
    codeDialog = dialog
  }

  /// Pasted digits are taken, whatever stands between them.
  mutating func paste(_ text: String, into dialog: CodeDialog) {
    var dialog = dialog
    type(text.filter { !$0.isWhitespace }, into: &dialog)
    codeDialog = dialog
  }

  private func type(_ text: String, into dialog: inout CodeDialog) {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }),
      dialog.code.text.count + text.count <= CodeDialog.digits
    else {
      dialog.hint = "A code has six digits, and nothing else."
      return
    }
    dialog.code.insert(text)
    dialog.hint = nil
  }

  /// Draws the question.
  func widget(_ dialog: CodeDialog) -> Canvas.Dialog {
    let question = dialog.question
    var widget = Canvas.Dialog(
      title: Line("MFA code for \(question.profile) of \(question.serial)"),
      body: [
        .labelled("profile", Line(question.profile)), .labelled("device", Line(question.serial)),
      ], width: min(76, size.width - 2))
    if let refusal = question.refusal {
      widget.body += [.gap, .text(Line("AWS refuses the code: \(refusal.sentence)", .danger))]
    }
    widget.prompt = Canvas.Prompt("Code: ", field: dialog.code)
    widget.error = dialog.hint
    widget.keys = [
      KeyHint("enter", "send", priority: 2), KeyHint("esc", "go on without", priority: 1),
    ]
    return widget
  }
}

extension String {
  /// With one full stop and no space at its end.
  fileprivate var sentence: String {
    var text = self
    while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
    return text + "."
  }
}
