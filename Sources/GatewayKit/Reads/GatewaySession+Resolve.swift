import AWSClient

extension GatewaySession {
  /// Above this many references, all keys are listed once instead of asking for each.
  private static let listingThreshold = 20

  /// Ids, shown ids or exact names to keys; each key once, in the order of the references.
  func resolveKeys(_ references: [String], lane: Lane = .interactive) async throws -> [APIKey] {
    guard !references.isEmpty else { return [] }
    var found: [[APIKey]] = []
    if references.count > Self.listingThreshold
      || references.contains(where: { $0.hasPrefix("sha256:") })
    {
      let all = try await allKeys(lane: lane)
      let byId = Dictionary(all.map { ($0.id.shown, $0) }) { first, _ in first }
      let byName = Dictionary(grouping: all, by: \.name)
      found = references.map { text in
        byId[text].map { [$0] } ?? Self.bearers(of: byName[text] ?? [])
      }
    } else {
      for text in references { found.append(try await keys(called: text, lane: lane)) }
    }
    let keys = try Self.unique(found, references, noun: "key") { key in
      let state = key.isEnabled ? "enabled" : "disabled"
      return "\(key.id.shown), \(state)\(key.createdDate.map { ", created \($0.iso8601)" } ?? "")"
    }
    var seen: Set<KeyID> = []
    return keys.filter { seen.insert($0.id).inserted }
  }

  /// Ids or exact names to plans, each plan once.
  func resolvePlans(_ references: [String], lane: Lane = .interactive) async throws -> [UsagePlan] {
    guard !references.isEmpty else { return [] }
    let all = try await allPlans(lane: lane)
    let found = references.map { text in
      all.first { $0.id.wire == text }.map { [$0] } ?? all.filter { $0.name == text }
    }
    let plans = try Self.unique(found, references, noun: "plan") { plan in
      let stages = plan.apiStages.map(\.label).joined(separator: " ")
      return stages.isEmpty ? "\(plan.id.wire), no stages" : "\(plan.id.wire), opens \(stages)"
    }
    var seen: Set<PlanID> = []
    return plans.filter { seen.insert($0.id).inserted }
  }

  /// What a text may mean: the key with that id, else all keys with exactly that name.
  private func keys(called text: String, lane: Lane) async throws -> [APIKey] {
    guard !text.isEmpty else { return [] }
    let looksLikeId = text.utf8.count == 10 && Self.mayBeId(text)
    if looksLikeId, let key = try await keyIfThere(KeyID(text), lane: lane) { return [key] }
    let named = Self.bearers(
      of: try await allKeys(name: text, lane: lane).filter { $0.name == text })
    guard named.isEmpty, !looksLikeId, text.utf8.count <= 20, Self.mayBeId(text) else {
      return named
    }
    return try await keyIfThere(KeyID(text), lane: lane).map { [$0] } ?? []
  }

  /// Those of a name's keys that the name means. While a key is being replaced both have it, and it
  /// means the new one; a key that was replaced goes by its id.
  static func bearers(of keys: [APIKey]) -> [APIKey] {
    let replaced = Set(keys.compactMap { $0.tags[RotationTags.replaces] })
    let current = keys.filter {
      $0.tags[RotationTags.replacedBy] == nil && !replaced.contains($0.id.shown)
    }
    // A replaced key whose successor is gone or renamed is still somebody's only key of that name.
    return current.isEmpty ? keys : current
  }

  /// A key by id; nil when there is none.
  func keyIfThere(_ id: KeyID, lane: Lane) async throws -> APIKey? {
    do {
      return try await bareKey(id, lane: lane)
    } catch let error as AWSError where error.kind == .service && error.status == 404 {
      return nil
    }
  }

  private static func mayBeId(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }

  /// The one thing that each reference means. Unknown ones are told before ambiguous ones, all of
  /// them at once.
  private static func unique<Thing>(
    _ found: [[Thing]], _ references: [String], noun: String, candidate: (Thing) -> String
  ) throws -> [Thing] {
    let unknown = zip(references, found).filter(\.1.isEmpty).map(\.0)
    guard unknown.isEmpty else { throw nothing(called: unknown, noun: noun) }
    for (text, things) in zip(references, found) where things.count > 1 {
      throw ambiguous(text, noun: noun, candidates: things.map(candidate))
    }
    return found.compactMap(\.first)
  }

  static func nothing(called texts: [String], noun: String) -> GatewayError {
    let list = texts.map { "“\(GatewayError.masked($0))”" }.joined(separator: ", ")
    return GatewayError(
      kind: .notFound, code: "NotFound", message: "There is no \(noun) called \(list).",
      advice: "Names are exact, upper and lower case included; list what is there.")
  }

  static func ambiguous(_ text: String, noun: String, candidates: [String]) -> GatewayError {
    let list = candidates.joined(separator: "; ")
    return GatewayError(
      kind: .refused, code: "AmbiguousName",
      message: "\(candidates.count) \(noun)s are called “\(text)”: \(list).",
      advice: "Use the id of the one that is meant; nothing was changed.")
  }
}
