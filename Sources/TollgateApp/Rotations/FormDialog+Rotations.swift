import GatewayKit

extension FormDialog {
  /// Rotates one key or several. After a leak nothing is carried over.
  static func rotate(_ keys: [APIKey], plans: [UsagePlan], afterLeak: Bool = false) -> FormDialog {
    var facts = [
      "Both keys work until the overlap ends; together they can use up to twice the quota till then."
    ]
    facts.append(
      keys.count == 1
        ? "The new key takes over name, texts, tags and plans. Its value is shown nowhere by itself."
        : "Each new key takes over name, texts, tags and plans. Values are shown nowhere.")
    return FormDialog(
      kind: .rotate(keys), title: "Rotate \(AppState.what(keys))", facts: facts,
      fields: [
        FormField(.overlap, "7d", hint: "how long both work: 7d, 24h, 90m"),
        FormField(.quiet, "24h", hint: "the old one unused so long before it is retired"),
        FormField(
          .target, hint: "another plan; empty keeps the plans", words: plans.map(\.label)),
        FormField(
          .deliver, "none", hint: "none, file:PATH, file:DIR/, secretsmanager:NAME, clipboard",
          words: ["none", "file:", "secretsmanager:", "clipboard"]),
        FormField(
          .carry, afterLeak ? "no" : "yes",
          hint: afterLeak
            ? "yes, no: after a leak the use was not the customer's"
            : "yes: the new key starts with what is left", words: ["yes", "no"]),
      ])
  }

  /// Lets the overlap last longer.
  static func extend(_ rotation: Rotation) -> FormDialog {
    FormDialog(
      kind: .extendRotation(rotation), title: "Extend the overlap of \(rotation.name)",
      facts: [
        "The old key may be retired from \(Figures.moment(rotation.retireAt)) on.",
        "Both keys go on working until then, with up to twice the quota together.",
      ],
      fields: [FormField(.overlap, "7d", hint: "from now: 7d, 24h, 90m")])
  }

  /// Retires the old key now.
  static func finish(_ rotation: Rotation) -> FormDialog {
    var facts = ["The old key \(rotation.oldKeyId) is disabled; the new one stays."]
    if rotation.waitsFor.isEmpty {
      facts.append("Nothing is waited for any more.")
    } else {
      facts.append("Still waited for: \(rotation.waitsFor.joined(separator: "; ")).")
      facts.append("To retire it all the same, say why; the reason goes into the journal.")
    }
    return FormDialog(
      kind: .finishRotation(rotation), title: "Finish the rotation of \(rotation.name)",
      facts: facts,
      fields: [FormField(.force, hint: "empty: only if nothing is waited for")])
  }

  /// What a form about rotations asks for; none for other forms.
  func commands(in catalog: Catalog) -> [RotationCommand] {
    switch kind {
    case .rotate(let keys):
      guard let overlap = SpanText.seconds(text(.overlap)),
        let quiet = SpanText.seconds(text(.quiet))
      else { return [] }
      return keys.map { key in
        .rotate(
          RotateRequest(
            key: key, target: catalog.plans(named: text(.target), at: home).first, overlap: overlap,
            quiet: quiet, carriesQuota: text(.carry).lowercased() == "yes",
            delivery: DeliveryTarget(text: text(.deliver))))
      }
    case .extendRotation(let rotation):
      return SpanText.seconds(text(.overlap)).map { [.extend(id: rotation.id, overlap: $0)] } ?? []
    case .finishRotation(let rotation):
      return [.finish(id: rotation.id, forcedBecause: text(.force).orNil)]
    default: return []
    }
  }

  /// True for forms that ask for rotations instead of changes.
  var isOfRotations: Bool {
    switch kind {
    case .rotate, .extendRotation, .finishRotation: true
    default: false
    }
  }

  /// What is wrong with a field of a form about rotations.
  func rotationProblem(_ id: FormField.ID, _ text: String, _ catalog: Catalog) -> String? {
    switch id {
    case .overlap, .quiet:
      guard let seconds = SpanText.seconds(text) else { return "A time such as 7d, 24h or 90m." }
      if id == .overlap, seconds == 0 { return "Longer than nothing." }
      return seconds > 366 * 86_400 ? "At most a year." : nil
    case .target:
      guard !text.isEmpty else { return nil }
      switch catalog.plans(named: text, at: home).count {
      case 0: return "No plan is called \(text)."
      case 1: return nil
      default: return "Several plans are called \(text); give the id."
      }
    case .deliver: return deliverProblem(text)
    case .carry: return ["yes", "no"].contains(text.lowercased()) ? nil : "yes or no."
    default: return nil
    }
  }

  private func deliverProblem(_ text: String) -> String? {
    if text == "none" { return nil }
    guard let target = DeliveryTarget(text: text), target != .stdout else {
      return "none, file:PATH, file:DIR/, secretsmanager:NAME or clipboard."
    }
    guard case .rotate(let keys) = kind, keys.count > 1 else { return nil }
    switch target {
    case .folder, .stdout: return nil
    case .file: return "Several keys need a folder: file:DIR/."
    case .clipboard: return "The clipboard takes one value; several keys need file:DIR/."
    case .secretsManager: return "A secret takes one value; several keys need file:DIR/."
    }
  }
}
