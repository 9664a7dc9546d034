/// A base16 or base24 colour scheme as its file has it.
struct Scheme: Hashable, Sendable {
  /// The scheme's name.
  var name: String
  /// What it is chosen by: lower case, dashes.
  var slug: String
  /// Who made it, if the file says so.
  var author: String
  /// `base16` or `base24`.
  var system: String
  /// The 24 colours `base00` to `base17`; those that only base24 has are filled in.
  var colors: [RGB]

  /// How many colours a base16 scheme has.
  static let base16Count = 16

  /// The name of a slot: `base0A`.
  static func slotName(_ index: Int) -> String {
    let digits = String(index, radix: 16, uppercase: true)
    return "base" + (digits.count == 1 ? "0" + digits : digits)
  }

  /// What stands for each of the slots 10 to 17 in a base16 scheme.
  static let fallbacks = [0x00, 0x00, 0x08, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E]
}
