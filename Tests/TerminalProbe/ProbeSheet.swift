import Canvas

/// The look of the probe: one style has colours of 24 bits.
enum ProbeSheet {
  /// The only sheet.
  static let sheet = StyleSheet(id: "probe") { style in
    guard style.role == .danger else { return Appearance(attributes: style.attributes) }
    return Appearance(
      foreground: .rgb(0x12, 0x34, 0x56), background: .rgb(0xFE, 0xDC, 0x0A), attributes: [.bold])
  }
}
