import Canvas
import Yams

/// Reads scheme files: base16 and base24, in today's form and in the older one.
enum SchemeReader {
  /// The most bytes that a scheme file may have.
  static let sizeLimit = 256 * 1024

  /// Reads a scheme.
  ///
  /// Colours are taken as they are written, so that `000000` stays a colour and no number.
  static func read(_ text: String, file: String) throws(SchemeError) -> Scheme {
    let root = try mapping(text, file: file)
    let entries = Entries(root, file: file)
    if let scheme = entries["scheme"], scheme.mapping != nil {
      throw entries.error(
        scheme, "this is a tinted8 scheme; only base16 and base24 schemes can be read")
    }
    let system = try system(entries)
    let colors: Entries
    if let palette = entries["palette"] {
      guard let mapping = palette.mapping else {
        throw entries.error(palette, "palette has no colours in it")
      }
      colors = Entries(mapping, file: file)
    } else {
      colors = entries
    }
    let values = try read(colors, system: system)
    let stem = String(file.split(separator: "/").last ?? "theme")
    let bare = String(stem.prefix { $0 != "." })
    let name = entries.text("name") ?? entries.text("scheme") ?? bare
    let slug = Slug.of(entries.text("slug") ?? name)
    return Scheme(
      name: name, slug: slug.isEmpty ? Slug.of(bare) : slug, author: entries.text("author") ?? "",
      system: values.isBase24 ? "base24" : "base16", colors: values.colors)
  }

  private static func mapping(_ text: String, file: String) throws(SchemeError) -> Node.Mapping {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw problem(error, file: file)
    }
    guard let root else { throw SchemeError(file: file, line: nil, reason: "the file is empty") }
    guard let mapping = root.mapping else {
      throw SchemeError(
        file: file, line: root.mark?.line, reason: "this is no colour scheme: no keys and values")
    }
    return mapping
  }

  private static func system(_ entries: Entries) throws(SchemeError) -> String? {
    guard let node = entries["system"] else { return nil }
    let system = node.string?.lowercased() ?? ""
    switch system {
    case "base16", "base24": return system
    case "tinted8":
      throw entries.error(
        node, "this is a tinted8 scheme; only base16 and base24 schemes can be read")
    default:
      throw entries.error(
        node, "the system is \"\(Text.clip(system, to: 20))\"; base16 and base24 are known")
    }
  }

  private static func read(
    _ entries: Entries, system: String?
  ) throws(SchemeError) -> (colors: [RGB], isBase24: Bool) {
    var colors: [RGB] = []
    var hasMore = false
    for index in 0..<24 {
      let slot = Scheme.slotName(index)
      guard let node = entries[slot.lowercased()] else {
        if index < Scheme.base16Count {
          throw SchemeError(file: entries.file, line: nil, reason: "\(slot) is missing")
        }
        colors.append(colors[Scheme.fallbacks[index - Scheme.base16Count]])
        continue
      }
      guard let text = node.string, let color = RGB(hex: text) else {
        let shown = Text.clip(Text.sanitize(node.string ?? "a list or a map"), to: 30)
        throw entries.error(node, "\(slot) is \"\(shown)\", not six hexadecimal digits")
      }
      if index >= Scheme.base16Count { hasMore = true }
      colors.append(color)
    }
    // A base16 file may carry more colours; without the word they make it a base24 scheme.
    return (colors, system.map { $0 == "base24" } ?? hasMore)
  }

  private static func problem(_ error: any Error, file: String) -> SchemeError {
    guard let error = error as? YamlError else {
      return SchemeError(file: file, line: nil, reason: "the file is not valid YAML")
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return SchemeError(file: file, line: mark.line, reason: "not valid YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { Text.clip(Text.sanitize($0), to: 20) }
      return SchemeError(
        file: file, line: context.mark.line,
        reason: "\(names.sorted().joined(separator: ", ")) stands there twice")
    default:
      return SchemeError(file: file, line: nil, reason: "the file is not valid YAML")
    }
  }
}

/// The keys and values of a map, keys in lower case.
private struct Entries {
  let file: String
  private var nodes: [String: Node] = [:]

  init(_ mapping: Node.Mapping, file: String) {
    self.file = file
    for (key, value) in mapping {
      guard let name = key.string?.lowercased() else { continue }
      nodes[name] = value
    }
  }

  subscript(key: String) -> Node? { nodes[key] }

  /// A text that is there and not empty, made safe to show.
  func text(_ key: String) -> String? {
    guard let text = nodes[key]?.string, !text.isEmpty else { return nil }
    return Text.sanitize(text)
  }

  func error(_ node: Node, _ reason: String) -> SchemeError {
    SchemeError(file: file, line: node.mark?.line, reason: reason)
  }
}
