import Canvas
import GatewayKit

/// What the doctor found, in the format that was asked for.
struct DoctorView: Sendable {
  let lines: [DoctorLine]

  /// Writes it.
  func write(to output: Output) throws {
    switch output.format {
    case .table: try output.raw(text(width: output.isTerminal ? min(80, output.width) : 80))
    case .json, .csv:
      try output.list(lines, columns: Self.columns, none: "", json: Self.json)
    }
  }

  /// Sections of aligned lines, none wider than `width`.
  func text(width: Int) -> String {
    let lines = gathered
    let names = lines.reduce(0) { max($0, Text.width($1.check)) }
    let indent = 2 + Self.stateWidth + 2 + names + 2
    var text = ""
    var section: String?
    for line in lines {
      let title = Self.title(line)
      if title != section {
        text += (section == nil ? "" : "\n") + title + "\n"
        section = title
      }
      let room = max(20, width - indent)
      let head =
        "  " + Text.pad(line.state.rawValue, to: Self.stateWidth) + "  "
        + Text.pad(line.check, to: names) + "  "
      var rows = Self.wrap(line.finding, to: room)
      if let cure = line.cure { rows += Self.wrap("→ " + cure, to: room) }
      for (number, row) in rows.enumerated() {
        text += (number == 0 ? head : String(repeating: " ", count: indent)) + row + "\n"
      }
    }
    return text + "\n" + summary + "\n"
  }

  private static let stateWidth = 7

  /// The lines with those in a row that say the same as one: a cause that keeps six things from being
  /// asked is read once.
  private var gathered: [DoctorLine] {
    var groups: [[DoctorLine]] = []
    for line in lines {
      if let first = groups.last?.first, line.state == .unknown, first.state == .unknown,
        first.finding == line.finding, first.cure == nil, line.cure == nil,
        Self.title(first) == Self.title(line)
      {
        groups[groups.count - 1].append(line)
      } else {
        groups.append([line])
      }
    }
    return groups.map { group in
      var line = group[0]
      guard group.count > 1 else { return line }
      line.finding = group.map(\.check).joined(separator: ", ") + ": " + line.finding
      line.check = "\(group.count) things"
      return line
    }
  }

  /// `2 failed, 1 warning, 3 unknown, 30 ok.`
  private var summary: String {
    let order: [DoctorLine.State] = [.failed, .warning, .unknown, .ok]
    let words = order.compactMap { state -> String? in
      let count = lines.count { $0.state == state }
      guard count > 0 else { return nil }
      return "\(count) \(state == .warning && count > 1 ? "warnings" : state.rawValue)"
    }
    return words.joined(separator: ", ") + "."
  }

  private static func title(_ line: DoctorLine) -> String {
    guard let context = line.context else { return line.area.rawValue }
    let place = [context.profile, context.region].filter { !$0.isEmpty }.joined(separator: " ")
    return Text.sanitize("\(line.area.rawValue) \(place)")
  }

  /// Rows of at most a width; paths and ARNs that are wider are broken after a slash or a colon.
  private static func wrap(_ text: String, to width: Int) -> [String] {
    let words = Text.sanitize(text).split(separator: " ").flatMap { pieces($0, width) }
    var rows: [String] = []
    for (word, isNew) in words {
      let gap = isNew ? 1 : 0
      if let last = rows.last, Text.width(last) + gap + Text.width(word) <= width {
        rows[rows.count - 1] = last + (isNew ? " " : "") + word
      } else {
        rows += Text.wrap(word, to: width)
      }
    }
    return rows
  }

  /// A word as what may stand on rows of their own, and whether a space goes before it.
  private static func pieces(_ word: Substring, _ width: Int) -> [(text: String, isNew: Bool)] {
    guard Text.width(String(word)) > width else { return [(String(word), true)] }
    var pieces: [(text: String, isNew: Bool)] = []
    var piece = ""
    for character in word {
      piece.append(character)
      guard "/:".contains(character) else { continue }
      pieces.append((piece, pieces.isEmpty))
      piece = ""
    }
    if !piece.isEmpty { pieces.append((piece, pieces.isEmpty)) }
    return pieces
  }

  private static var columns: [Column<DoctorLine>] {
    [
      Column("Area", "area") { $0.area.rawValue },
      Column("Profile", "profile") { $0.context?.profile ?? "" },
      Column("Region", "region") { $0.context?.region ?? "" },
      Column("Check", "check") { $0.check },
      Column("State", "state") { $0.state.rawValue },
      Column("Finding", "finding") { $0.finding },
      Column("Cure", "cure") { $0.cure ?? "" },
    ]
  }

  private static func json(_ line: DoctorLine) -> JSONValue {
    var members: [(String, JSONValue)] = [("area", .string(line.area.rawValue))]
    if let context = line.context {
      members.append(
        (
          "context",
          .object([("profile", .string(context.profile)), ("region", .string(context.region))])
        ))
    }
    members += [
      ("check", .string(line.check)), ("state", .string(line.state.rawValue)),
      ("finding", .string(line.finding)),
    ]
    if let cure = line.cure { members.append(("cure", .string(cure))) }
    if !line.data.isEmpty {
      members.append(
        ("data", .object(line.data.sorted { $0.key < $1.key }.map { ($0.key, value($0.value)) })))
    }
    return .object(members)
  }

  private static func value(_ datum: DoctorLine.Datum) -> JSONValue {
    switch datum {
    case .integer(let number): .integer(number)
    case .text(let text): .string(text)
    case .flag(let flag): .bool(flag)
    }
  }
}
