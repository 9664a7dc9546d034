import GatewayKit

/// Rotations that a person confirmed, on their way one after the other.
struct RotationRun: Equatable, Sendable {
  /// What became of one command.
  enum Status: Equatable, Sendable {
    case waiting
    case sending
    case done([RotationOutcome])
    case failed(GatewayError)
    /// Never sent.
    case dropped
  }

  /// A command and what became of it.
  struct Item: Equatable, Sendable {
    var command: RotationCommand
    var what: String
    var status = Status.waiting
    var progress: String?
  }

  var number: Int
  var title: String
  var items: [Item]

  var isOver: Bool { !items.contains { $0.status == .waiting || $0.status == .sending } }
  var doneCount: Int { items.count { if case .done = $0.status { true } else { false } } }

  /// Places of those that failed, or that stopped on their way.
  var failures: [Int] {
    items.indices.filter { index in
      switch items[index].status {
      case .failed: true
      case .done(let outcomes): outcomes.contains { $0.error != nil }
      default: false
      }
    }
  }
  var unsent: [Item] { items.filter { $0.status == .waiting } }
}

/// How a run of rotations goes.
struct RotationRunDialog: Equatable, Sendable {
  var run: Int
  var top = 0
}

extension RotationCommand {
  /// What it does, as a verb phrase.
  func phrase(_ rotations: [Rotation]) -> String {
    func name(_ id: String) -> String { rotations.first { $0.id == id }?.name ?? id }
    return switch self {
    case .rotate(let request): "rotate \(request.key.label)"
    case .advance(let request):
      request.id.map { "advance \(name($0))" } ?? "do every step that is due"
    case .extend(let id, _): "extend the overlap of \(name(id))"
    case .finish(let id, _): "finish the rotation of \(name(id))"
    case .rollBack(let id): "roll the rotation of \(name(id)) back"
    }
  }

  /// The `tollgate` command line that does the same.
  var commandLine: String {
    func quote(_ text: String) -> String { CommandLineText.quote(text) }
    switch self {
    case .rotate(let request):
      return "tollgate keys rotate \(quote(request.key.label))"
        + (request.target.map { " --to \(quote($0.label))" } ?? "")
        + " --overlap \(SpanText.text(request.overlap)) --quiet \(SpanText.text(request.quiet))"
        + (request.delivery.map { " --deliver \(quote($0.text))" } ?? "")
        + (request.carriesQuota ? "" : " --no-carry-quota")
    case .advance(let request):
      return "tollgate rotations advance" + (request.id.map { " \($0)" } ?? "")
    case .extend(let id, let overlap):
      return "tollgate rotations extend \(id) --overlap \(SpanText.text(overlap))"
    case .finish(let id, let reason):
      return "tollgate rotations finish \(id)"
        + (reason.map { " --force --reason \(quote($0))" } ?? "")
    case .rollBack(let id): return "tollgate rotations rollback \(id)"
    }
  }
}

/// Spans of time as people type them: `7d`, `24h`, `90m`, `30s`.
enum SpanText {
  private static let units: [(letter: Character, seconds: Double)] = [
    ("w", 604_800), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
  ]

  /// Seconds of a text; nil when it is none.
  static func seconds(_ text: String) -> Double? {
    guard let letter = text.last, let unit = units.first(where: { $0.letter == letter }),
      let number = Double(text.dropLast()), number.isFinite, number >= 0,
      text.dropLast().allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
    else { return nil }
    return number * unit.seconds
  }

  /// The shortest text for seconds, in whole units.
  static func text(_ seconds: Double) -> String {
    if seconds == 86_400 { return "24h" }
    for unit in units.dropFirst() where seconds.truncatingRemainder(dividingBy: unit.seconds) == 0 {
      return seconds == 0 ? "0s" : "\(Int(seconds / unit.seconds))\(unit.letter)"
    }
    return "\(Int(seconds))s"
  }
}
