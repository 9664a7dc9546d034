/// A context as config.yaml or the options name it: before it is opened.
package struct ContextSetting: Hashable, Sendable {
  /// The profile.
  package var profile: String
  /// The region; nil for the profile's own.
  package var region: String?
  /// No change may leave it.
  package var isReadOnly: Bool
  /// Every change in it takes a typed name.
  package var isProtected: Bool

  /// Names a context.
  package init(
    profile: String, region: String? = nil, isReadOnly: Bool = false, isProtected: Bool = false
  ) {
    self.profile = profile
    self.region = region
    self.isReadOnly = isReadOnly
    self.isProtected = isProtected
  }

  /// Reads `profile` or `profile/region`; a region has no slash, a profile may.
  package init(_ text: String) {
    if let slash = text.lastIndex(of: "/"), slash != text.startIndex,
      text.index(after: slash) != text.endIndex
    {
      self.init(
        profile: String(text[..<slash]), region: String(text[text.index(after: slash)...]))
    } else {
      self.init(profile: text)
    }
  }

  /// What stands for it where it could not be opened; the region is empty where nobody named one.
  package var context: GatewayContext { GatewayContext(profile: profile, region: region ?? "") }

  /// Whether it speaks of an open context.
  func covers(_ context: GatewayContext) -> Bool {
    profile == context.profile && (region == nil || region == context.region)
  }
}
