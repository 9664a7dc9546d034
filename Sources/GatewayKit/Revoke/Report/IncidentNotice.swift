/// The notice to the customer, ready to be sent: no value, and no id that is of no use to them.
enum IncidentNotice {
  /// The text.
  static func text(_ facts: IncidentFacts) -> String {
    let names = facts.keys.map { quoted($0.key.name) }
    let several = names.count > 1
    let named = Array(Set(names)).sorted().joined(separator: ", ")
    let key = named == quoted("") ? "your API key" : "your API key \(named)"
    let isOff = facts.keys.allSatisfy(\.item.isDisabled)
    var lines = [
      isOff
        ? "Subject: \(sentence(key)) was exposed and has been switched off"
        : "Subject: \(sentence(key)) was exposed and is being switched off", "", "Hello,", "",
      "\(key) was found in a place where others may have read it\(several ? ", in several copies" : "")."
        + " Others may have used it.",
    ]
    lines[4] = sentence(lines[4])
    lines.append("")
    lines.append("When it stops:")
    lines.append(stops(facts, isOff))
    lines.append("")
    lines.append("What errors look like:")
    lines.append(
      "Requests with the old key get the status 403 and the body {\"message\":\"Forbidden\"}. Trying "
        + "them again does not help; they work again with a new key in the header x-api-key.")
    lines.append("")
    lines.append("Where the new key is:")
    lines.append(place(facts))
    lines.append("")
    lines.append("What to do:")
    lines.append("1. Put the new key where the old one was, and nowhere else.")
    lines.append("2. Remove the old key from source code, history, logs and messages.")
    lines.append("3. Tell us about requests of the last days that were not yours.")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func stops(_ facts: IncidentFacts, _ isOff: Bool) -> String {
    guard isOff else {
      return "We are switching it off now. Expect it to stop at any moment, and do not wait for it."
    }
    guard let date = facts.disabledAt else { return "It is switched off already." }
    let end =
      facts.proof == .none
      ? "It takes seconds, at times two minutes, until every request is refused."
      : "Since then requests with it are refused."
    return "We switched it off at \(facts.time(date)). \(end)"
  }

  private static func place(_ facts: IncidentFacts) -> String {
    guard let rotation = facts.replacement, rotation.newKeyId != nil else {
      return "There is no new key yet. Answer this message, and we will make one for you."
    }
    if case .secretsManager(let name) = rotation.delivery, rotation.deliveredTo != nil {
      return
        "It is in AWS Secrets Manager, in the secret \(shown(name)). It opens what the old one "
        + "opened, with the same limits."
    }
    return
      "It is made, and opens what the old one opened, with the same limits. We hand it over by "
      + "another, safe way than this message; ask us for it if you have not got it."
  }

  private static func quoted(_ name: String) -> String { name.isEmpty ? "" : "“\(shown(name))”" }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Foreign text on one line, without marks that nobody sees.
  private static func shown(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: false
          default: true
          }
        }))
  }
}
