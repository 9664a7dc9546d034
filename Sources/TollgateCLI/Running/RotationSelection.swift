import ArgumentParser
import Foundation
import GatewayKit

/// Which keys are rotated when nobody names them.
struct RotationSelection: ParsableArguments, Sendable {
  @Option(help: ArgumentHelp("Rotate the keys of this plan (id or name).", valueName: "plan"))
  var plan: String?

  @Option(help: ArgumentHelp("Rotate keys with this tag, repeatable.", valueName: "key=value"))
  var tag: [String] = []

  @Option(
    help: ArgumentHelp("Rotate keys made longer ago than this, such as 90d.", valueName: "time"),
    transform: { try TimeSpan($0) })
  var olderThan: TimeSpan?

  /// Whether nothing is chosen by it.
  var isEmpty: Bool { plan == nil && tag.isEmpty && olderThan == nil }

  func validate() throws { _ = try TagArguments.parse(tag) }

  /// The keys that everything given fits: enabled ones, and none that an open rotation just made,
  /// so that a run which broke off can be run again.
  func keys(_ service: GatewayService, _ session: Session) async throws -> [APIKey] {
    let tags = try TagArguments.parse(tag)
    let members = try await members(service)
    let made = Set(
      try await service.rotations(false, .forPerson).filter(\.state.isOpen).compactMap(\.newKeyId))
    let now = session.world.now()
    var chosen: [APIKey] = []
    var disabled = 0
    for try await page in service.keyPages(nil, .forPerson) {
      for key in page.keys where !made.contains(key.id.shown) {
        guard members?.contains(key.id) ?? true,
          tags.allSatisfy({ key.tags[$0.key] == $0.value }), isOldEnough(key, at: now)
        else { continue }
        if key.isEnabled { chosen.append(key) } else { disabled += 1 }
      }
    }
    if disabled > 0 {
      session.say("\(disabled.counted("disabled key")) \(disabled == 1 ? "is" : "are") left out")
    }
    return chosen
  }

  private func members(_ service: GatewayService) async throws -> Set<KeyID>? {
    guard let plan else { return nil }
    let found = try await service.onlyPlan(plan)
    return Set(try await service.members(found.id, .forPerson).map(\.id))
  }

  private func isOldEnough(_ key: APIKey, at now: Date) -> Bool {
    guard let olderThan else { return true }
    guard let created = key.createdDate else { return false }
    return now.timeIntervalSince(created) > olderThan.seconds
  }
}
