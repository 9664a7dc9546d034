import Yams

extension GatewayConfig {
  /// Reads a file's text. Whatever is wrong becomes a problem, and the default stays.
  ///
  /// - Parameters:
  ///   - yaml: the file's text.
  ///   - file: the file's path, for the problems.
  package init(yaml: String, file: String) {
    self.init()
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      problems = [Self.problem(error, file: file)]
      return
    } catch {
      problems = [Problem(file: file, line: nil, reason: "\(error); the defaults are used")]
      return
    }
    guard let root, root.null == nil else { return }
    var reader = ConfigReader(file: file)
    self = reader.read(root)
    problems = reader.problems
  }

  private static func problem(_ error: YamlError, file: String) -> Problem {
    switch error {
    case .scanner(_, let reason, let mark, _), .parser(_, let reason, let mark, _),
      .composer(_, let reason, let mark, _):
      Problem(file: file, line: mark.line, reason: "\(reason); the defaults are used")
    default:
      Problem(file: file, line: nil, reason: "it is no YAML; the defaults are used")
    }
  }
}

/// Takes settings out of a YAML document and notes what it cannot use.
private struct ConfigReader {
  let file: String
  var problems: [GatewayConfig.Problem] = []

  init(file: String) { self.file = file }

  mutating func read(_ root: Node) -> GatewayConfig {
    var config = GatewayConfig()
    guard let settings = root.mapping else {
      note(root, "it should be a list of settings, name: value; the defaults are used")
      return config
    }
    for (key, value) in settings where value.null == nil {
      switch key.string {
      case "theme": config.theme = text(value, "theme")
      case "zone": config.zone = text(value, "zone")
      case "thresholds": thresholds(value, &config.thresholds)
      case "budget": budget(value, &config.budget)
      case "timeouts": timeouts(value, &config.timeouts)
      case "protected": config.protected = texts(value, "protected")
      case "contexts": config.contexts = contexts(value)
      case "keys": config.keys = remap(value)
      default: note(key, "unknown setting \(key.string ?? "of no name"); it is passed over")
      }
    }
    return config
  }

  private mutating func note(_ node: Node, _ reason: String) {
    problems.append(GatewayConfig.Problem(file: file, line: node.mark?.line, reason: reason))
  }

  private mutating func text(_ node: Node, _ name: String) -> String? {
    guard let text = node.scalar?.string, !text.isEmpty else {
      note(node, "\(name) should be a text; the default is used")
      return nil
    }
    return text
  }

  private mutating func texts(_ node: Node, _ name: String) -> [String] {
    if let one = node.scalar?.string { return [one] }
    guard let items = node.sequence else {
      note(node, "\(name) should be a list of texts; it is passed over")
      return []
    }
    return items.compactMap { item in
      if let text = item.scalar?.string { return text }
      note(item, "\(name) should hold texts only; this one is passed over")
      return nil
    }
  }

  private mutating func number(
    _ node: Node, _ name: String, _ range: ClosedRange<Double>
  ) -> Double? {
    let word = node.scalar?.string ?? ""
    let found = Double(word.hasSuffix("%") ? String(word.dropLast()).trimmed() : word)
    guard let found, range.contains(found) else {
      note(
        node,
        "\(name) should be a number from \(Int(range.lowerBound)) to "
          + "\(Int(range.upperBound)); the default is used")
      return nil
    }
    return found
  }

  private mutating func thresholds(_ node: Node, _ values: inout GatewayConfig.Thresholds) {
    let defaults = GatewayConfig.Thresholds()
    for (name, value) in pairs(node, "thresholds") {
      switch name.string {
      case "warn": values.warn = number(value, "warn", 0...1000) ?? values.warn
      case "critical": values.critical = number(value, "critical", 0...1000) ?? values.critical
      default: note(name, "unknown threshold \(name.string ?? ""); it is passed over")
      }
    }
    if values.warn > values.critical {
      note(node, "warn should not be above critical; the defaults are used")
      values = defaults
    }
  }

  private mutating func budget(_ node: Node, _ values: inout GatewayConfig.Budget) {
    for (name, value) in pairs(node, "budget") {
      switch name.string {
      case "background":
        values.background =
          number(value, "background", 1...100).map { Int($0) }
          ?? values.background
      case "bulk": values.bulk = number(value, "bulk", 1...100).map { Int($0) } ?? values.bulk
      default: note(name, "unknown budget \(name.string ?? ""); it is passed over")
      }
    }
  }

  private mutating func timeouts(_ node: Node, _ values: inout GatewayConfig.Timeouts) {
    for (name, value) in pairs(node, "timeouts") {
      switch name.string {
      case "connect": values.connect = number(value, "connect", 1...600) ?? values.connect
      case "answer": values.answer = number(value, "answer", 1...600) ?? values.answer
      default: note(name, "unknown time-out \(name.string ?? ""); it is passed over")
      }
    }
  }

  /// `[a, b/eu-central-1]`, or `- { profile: a, regions: [r, s], readOnly: true, protected: true }`.
  private mutating func contexts(_ node: Node) -> [ContextSetting] {
    if let one = node.scalar?.string { return named(one, node) }
    guard let items = node.sequence else {
      note(node, "contexts should be a list of profiles; it is passed over")
      return []
    }
    return items.flatMap { item in
      if let text = item.scalar?.string { return named(text, item) }
      return item.mapping == nil ? refused(item) : context(item)
    }
  }

  /// `profile` or `profile/region`, neither of them empty.
  private mutating func named(_ text: String, _ node: Node) -> [ContextSetting] {
    guard !text.isEmpty, !text.hasPrefix("/"), !text.hasSuffix("/") else { return refused(node) }
    return [ContextSetting(text)]
  }

  private mutating func refused(_ node: Node) -> [ContextSetting] {
    note(node, "a context should be a profile, profile/region or settings; it is passed over")
    return []
  }

  private mutating func context(_ node: Node) -> [ContextSetting] {
    var setting = ContextSetting(profile: "")
    var regions: [String] = []
    for (name, value) in pairs(node, "contexts") {
      switch name.string {
      case "profile": setting.profile = text(value, "profile") ?? ""
      case "region", "regions": regions += texts(value, "regions")
      case "readOnly": setting.isReadOnly = flag(value, "readOnly")
      case "protected": setting.isProtected = flag(value, "protected")
      default:
        note(name, "unknown setting \(name.string ?? "") of a context; it is passed over")
      }
    }
    guard !setting.profile.isEmpty else { return refused(node) }
    guard !regions.isEmpty else { return [setting] }
    return regions.map { region in
      var one = setting
      one.region = region
      return one
    }
  }

  /// A word that cannot be read counts as yes: a context must not lose its guard to a slip.
  private mutating func flag(_ node: Node, _ name: String) -> Bool {
    switch node.scalar?.string.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default:
      note(node, "\(name) should be true or false; it is taken for true")
      return true
    }
  }

  private mutating func remap(_ node: Node) -> [String: String] {
    var keys: [String: String] = [:]
    for (name, value) in pairs(node, "keys") {
      guard let action = name.string, let key = value.scalar?.string else {
        note(name, "keys should be action: key; this one is passed over")
        continue
      }
      keys[action] = key
    }
    return keys
  }

  private mutating func pairs(_ node: Node, _ name: String) -> [(Node, Node)] {
    guard let mapping = node.mapping else {
      note(node, "\(name) should be a list of settings, name: value; the defaults are used")
      return []
    }
    return mapping.map { ($0.key, $0.value) }
  }
}
