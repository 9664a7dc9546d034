package import Canvas

/// What the console is started with.
package struct ConsoleOptions: Sendable, Equatable {
  /// `--view`: the name of the first view.
  package var view: String?
  /// `--open`: a command to begin with, with or without its colon.
  package var open: String?
  /// Slug of the theme in use, for `:theme`.
  package var theme: String?
  /// Slugs that `:theme` completes.
  package var themes: [String]
  /// Which glyphs the terminal shows.
  package var glyphs: GlyphSet
  /// The first size.
  package var size: Size
  /// Profile to show in the header until the service is there.
  package var profile: String?
  /// Region to show in the header until the service is there.
  package var region: String?
  /// READ-ONLY from the first frame on.
  package var isReadOnly: Bool
  /// The config's `keys:`: action name to key, `disable: ctrl-d`. Several keys are parted by spaces.
  package var keys: [String: String]
  /// Seconds between refreshes that nobody asked for; at least 60.
  package var refreshSeconds: Int
  /// Percent of a quota from which it needs attention.
  package var warnPercent: Double
  /// Percent of a quota from which it hurts.
  package var dangerPercent: Double
  /// Sentences to show in the message line at start: broken theme, broken config.
  package var notices: [String]

  /// Makes options.
  package init(
    view: String? = nil, open: String? = nil, theme: String? = nil, themes: [String] = [],
    glyphs: GlyphSet = .unicode, size: Size = Size(width: 80, height: 24), profile: String? = nil,
    region: String? = nil, isReadOnly: Bool = false, keys: [String: String] = [:],
    refreshSeconds: Int = 60, warnPercent: Double = 70, dangerPercent: Double = 90,
    notices: [String] = []
  ) {
    self.view = view
    self.open = open
    self.theme = theme
    self.themes = themes
    self.glyphs = glyphs
    self.size = size
    self.profile = profile
    self.region = region
    self.isReadOnly = isReadOnly
    self.keys = keys
    self.refreshSeconds = max(60, refreshSeconds)
    self.warnPercent = warnPercent
    self.dangerPercent = dangerPercent
    self.notices = notices
  }
}

/// How the console ended.
package struct ConsoleExit: Sendable, Equatable {
  /// A sentence for the normal screen; nil when there is nothing to say.
  package var message: String?
  /// The exit code: 0, or 128 and the signal's number.
  package var code: Int32

  /// Makes an end.
  package init(message: String? = nil, code: Int32 = 0) {
    self.message = message
    self.code = code
  }
}
