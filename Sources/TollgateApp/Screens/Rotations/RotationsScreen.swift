import Canvas
import Foundation
import GatewayKit

/// Keys being replaced by new ones, and what each waits for.
enum RotationsScreen {
  static let columns = [
    Column(.name, "Name", "n", 14, 26),
    Column(.state, "State", "s", 11, 16),
    Column(.keys, "Old → new", "k", 23, 25, leaves: 2),
    Column(.started, "Started", "b", 12, 13, leaves: 1),
    Column(.retire, "Retire after", "r", 12, 13),
    Column(.used, "Old + new used", "u", number: true, 14, 17, leaves: 3),
    Column(.text, "Waits for", "w", 20, 80),
  ]

  private static func rotation(_ id: RowID, _ state: AppState) -> Rotation? {
    guard case .rotation(let id) = id else { return nil }
    return state.catalog.rotations.first { $0.id == id }
  }

  static func row(_ id: RowID, _ state: AppState) -> TableRow {
    guard let rotation = rotation(id, state) else {
      return TableRow(id: id, searchText: "", plans: [])
    }
    let waits = waits(rotation)
    let words =
      [rotation.name, rotation.words, rotation.oldKeyId, rotation.newKeyId ?? "", waits]
      + rotation.plans.map(\.name)
    return TableRow(
      id: id, searchText: words.joined(separator: " ").lowercased(),
      plans: rotation.plans.map(\.name),
      texts: [
        "name": rotation.name, "state": rotation.words, "keys": rotation.oldKeyId, "text": waits,
        "waits": waits, "started": sortable(rotation.startedAt.timeIntervalSince1970),
        "retire": sortable(rotation.retireAt.timeIntervalSince1970),
        "number": String(rotation.use.map { $0.old + $0.new } ?? 0),
      ])
  }

  private static func sortable(_ seconds: Double) -> String {
    let digits = String(Int(max(0, seconds)))
    return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }

  /// What it waits for, in words.
  static func waits(_ rotation: Rotation) -> String {
    guard rotation.state.isOpen else {
      return rotation.state == .disabled ? "only deleting is left" : ""
    }
    return rotation.waitsFor.isEmpty
      ? "nothing: the next step is due" : rotation.waitsFor.joined(separator: "; ")
  }

  static func cell(_ id: RowID, _ column: ColumnID, _ state: AppState) -> Line {
    guard let rotation = rotation(id, state) else { return [] }
    switch column {
    case .name: return Line(rotation.name.isEmpty ? rotation.oldKeyId : rotation.name)
    case .state:
      let isBusy = state.isRotating(rotation.id)
      return isBusy ? Line("…", .dim) : Line(rotation.words, role(rotation.state))
    case .keys:
      return Line(rotation.oldKeyId, .dim) + Line(" → ", .dim)
        + Line(rotation.newKeyId ?? "–", rotation.newKeyId == nil ? .dim : .text)
    case .started: return Line(AppState.short(rotation.startedAt), .dim)
    case .retire:
      guard rotation.state.isOpen else { return Line("–", .dim) }
      return Line(
        AppState.short(rotation.retireAt), rotation.retireAt <= state.now ? .warn : .text)
    case .used:
      guard let use = rotation.use else { return Line("–", .dim) }
      return Line("\(Figures.number(use.old)) + \(Figures.number(use.new))")
    case .text:
      // The warnings themselves stand in the rotation's detail.
      let mark = rotation.warnings.isEmpty ? Line() : Line("warning · ", .warn, .bold)
      return mark
        + Line(waits(rotation), rotation.waitsFor.isEmpty && rotation.state.isOpen ? .ok : .dim)
    default: return []
    }
  }

  static func role(_ state: RotationState) -> Role {
    switch state {
    case .planned, .created, .attached: .warn
    case .delivered, .overlapping: .accent
    case .disabled, .deleted: .ok
    case .rolledBack: .dim
    }
  }
}

extension AppState {
  /// True while a command about a rotation is under way.
  func isRotating(_ id: String) -> Bool {
    rotationRuns.contains { run in
      run.items.contains { item in
        guard item.status == .sending else { return false }
        switch item.command {
        case .extend(let other, _), .finish(let other, _), .rollBack(let other):
          return other == id
        case .advance(let request): return request.id == id
        case .rotate: return false
        }
      }
    }
  }
}
