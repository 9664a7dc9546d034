/// Names of files that are made from a key's name, which anybody may have chosen.
enum FileName {
  /// `acme-mobile.a1b2c3d4e5.key`: the id makes it the only one of its kind, and the same each time.
  static func of(key name: String, id: String) -> String {
    let label = safe(name)
    return (label.isEmpty ? "" : label + ".") + safe(id) + ".key"
  }

  /// Letters, digits, `-`, `_` and single inner dots; at most 100 of them.
  static func safe(_ text: String) -> String {
    var name = ""
    for character in text.prefix(100) {
      if character.isASCII, character.isLetter || character.isNumber || "-_".contains(character) {
        name.append(character)
      } else if character == ".", !name.isEmpty, name.last != "." {
        name.append(character)
      } else {
        name.append("_")
      }
    }
    while name.last == "." { name.removeLast() }
    return name
  }
}
