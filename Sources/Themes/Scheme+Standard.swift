extension Scheme {
  /// The default: a deep slate with clear, quiet colours.
  static let standard = Scheme(
    name: "Tollgate", slug: "tollgate", author: "tollgate", system: "base24",
    colors: [
      0x12161D, 0x1B222C, 0x2B3645, 0x7B8798, 0xA3AEBD, 0xD5DCE6, 0xE8EDF3, 0xF7F9FB,
      0xF2777A, 0xEB9A5F, 0xE3C567, 0x86C98A, 0x69C3C8, 0x74AEF5, 0xC29AEC, 0xB98A6E,
      0x0D1016, 0x080A0E, 0xFF9598, 0xF3D98A, 0xA3DDA6, 0x8CD9DD, 0x97C4FF, 0xD5B6F5,
    ].map { RGB($0) })
}
