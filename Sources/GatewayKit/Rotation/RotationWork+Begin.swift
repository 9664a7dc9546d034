import AWSClient
import Foundation

// How two machines that begin a rotation of the same key at the same moment are kept from making two
// replacements. Tags are the only thing that both see, and setting one overwrites what another has
// set there, so each writes a tag of its own name, `tollgate:claim:ID`, and reads all claims after
// that. Whoever reads another's claim does not create: since both write before they read, at least
// one of them sees the other, in whatever order the four requests arrive. So that not both give way
// for ever, the higher id takes its claim back at once, and the lower one waits for that. When the
// other one does not give way, it had read the claims before ours was there and is creating: then we
// give way. A claim that came to nothing, because its process died and nobody went on with it, is
// passed over after a quarter of an hour.
extension RotationWork {
  /// How often, and how far apart in seconds, the lower id looks whether the higher one gave way.
  private static let looks = 6
  private static let lookSpacing: Double = 2

  /// Writes our claim on the old key and reads back whose claims there are.
  mutating func claim() async throws {
    guard let old = scene.old else { return }
    if let rival = try await rival() { return try await giveWay(rival) }
    let name = RotationTags.claim + record.id
    let run = run
    let value = run.now.iso8601
    scene.old = try await run.journalled(record, "claim \(record.label)") { change in
      try await tag(old, [name: value], change)
    }
    guard !run.isRehearsal else { return }
    for look in 0...Self.looks {
      guard let read = try await oldKey() else { break }
      scene.old = read
      let others = RotationTags.claims(in: read.tags, now: run.now).filter { $0 != record.id }
      let owner = read.tags[RotationTags.replacedBy] != nil
      guard !owner, let lowest = others.first else {
        if owner || read.tags[name] == nil { break }
        return
      }
      if lowest < record.id || look == Self.looks { break }
      run.progress("waiting for another rotation of \(record.label) to give way")
      try await run.session.clock.sleep(Self.lookSpacing)
    }
    try await giveWay(
      GatewayError(
        kind: .refused, code: "RotatedElsewhere",
        message: "Somebody else is beginning a rotation of \(record.label) at this moment; nothing "
          + "was made here.", advice: "Look at it: tollgate rotations list"))
  }

  /// Takes our claim back and ends the rotation before it made anything. Whoever asked for the
  /// rotation is told why as an error; advancing has nothing more to do with it.
  mutating func giveWay(_ error: GatewayError) async throws {
    if scene.old != nil { try await unclaim() }
    record.warn("another rotation of the same key was faster")
    try await enter(.rolledBack)
    guard run.leave.isUnattended else { throw error }
    notes.append("Another rotation of \(record.label) was faster; nothing was made here.")
  }

  /// Another rotation's new key for the same old key, as an error.
  private func rival() async throws -> GatewayError? {
    guard !run.isRehearsal, !record.body.name.isEmpty else { return nil }
    let keys = try await run.session.allKeys(name: record.body.name, lane: run.lane)
    guard
      let rival = keys.first(where: {
        $0.tags[RotationTags.replaces] == record.oldKey
          && $0.tags[RotationTags.rotation] != record.id
      })
    else { return nil }
    return GatewayError(
      kind: .refused, code: "RotatedElsewhere",
      message: "\(rival.id.shown) was made to replace \(record.label) already.",
      advice: "Look at it: tollgate rotations list")
  }

  /// Makes the new key. Before, the claims are read once more.
  mutating func create() async throws {
    guard let old = try await run.isRehearsal ? scene.old : oldKey() else {
      scene.old = nil
      return
    }
    scene.old = old
    if !run.isRehearsal {
      // A claim of long ago was passed over by others, and a new one of theirs is respected.
      guard RotationTags.claims(in: old.tags, now: run.now) == [record.id],
        old.tags[RotationTags.replacedBy] == nil
      else { return try await claim() }
    }
    var tags = RotationTags.carried(from: old.tags)
    tags[RotationTags.rotation] = record.id
    tags[RotationTags.replaces] = record.oldKey
    tags[RotationTags.terms] = record.terms.tag
    let input = CreateAPIKeyInput(
      name: old.name.isEmpty ? nil : old.name, description: old.description, enabled: true,
      customerId: old.customerId, tags: tags)
    let run = run
    let work = self
    var isUnclear = false
    let made: APIKeyRecord
    do {
      made = try await run.journalled(
        record, "create the new key of \(record.label)",
        before: try Snapshot(key: old).json()
      ) { change in
        let made = try await change.settle("the new key") {
          try await change.api.createAPIKey(input, lane: change.lane)
        } landed: {
          guard let key = try await work.made().first else { return nil }
          return try await change.api.getAPIKey(key.id.wire, lane: change.lane).value
        }
        isUnclear = !change.log.notes.isEmpty
        return made
      }
    } catch let error as AWSError where error.isFinal {
      // Refused for good: nothing was made, and nothing is left behind.
      scene.old = try await oldKey()
      try await stop(because: "the new key could not be made")
      throw error
    } catch {
      // There may be one after all; the next run looks for it.
      record.body.isCreationUnclear = true
      try await save()
      throw error
    }
    value = made.value
    scene.new = APIKey(made, context: run.session.context)
    try await created(isUnclear: isUnclear)
    done.append("created the new key \(record.newKey ?? "")")
  }

  /// Takes the key that an earlier run of the same rotation made.
  mutating func adopt() async throws {
    notes.append("The new key was made by an earlier run; it was found by its tags.")
    try await created(isUnclear: true)
    done.append("found the new key \(record.newKey ?? "")")
  }

  private mutating func created(isUnclear: Bool) async throws {
    record.newKey = scene.new?.id.shown
    newId = scene.new?.id
    record.body.isCreationUnclear = isUnclear || record.body.isCreationUnclear
    try await enter(.created)
  }

  /// Deletes a second new key, whose value nobody has.
  mutating func removeExtra(_ id: KeyID) async throws {
    let run = run
    try await run.journalled(
      record, "delete \(id.shown), a second new key of \(record.label) from an unclear answer"
    ) { change in try await delete(id, change) }
    scene.extras.removeAll { $0.id == id }
    notes.append("A second new key from an unclear answer was deleted again.")
  }

  /// Writes on the old key which one replaces it.
  mutating func mark() async throws {
    guard let old = scene.old, let newKey = record.newKey else { return }
    let tags = [RotationTags.rotation: record.id, RotationTags.replacedBy: newKey]
    scene.old = try await run.journalled(record, "mark the old key of \(record.label)") { change in
      try await tag(old, tags, change)
    }
  }

  /// Takes our claim away.
  mutating func unclaim() async throws {
    guard let old = scene.old else { return }
    let name = RotationTags.claim + record.id
    scene.old = try await run.journalled(
      record, "take the claim on \(record.label) away"
    ) { change in try await untag(old, [name], change) }
  }
}

extension AWSError {
  /// The service understood and refused: the same again would be refused again.
  var isFinal: Bool {
    kind == .service && !mayHaveBeenApplied && (400..<500).contains(status) && status != 408
      && !(status == 429 && code != "LimitExceededException")
      && !(status == 409 && message.lowercased().contains("concurrent"))
      && status != 401 && status != 403
  }
}
