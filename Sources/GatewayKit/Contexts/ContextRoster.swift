import Foundation

/// The contexts that a process may work in, as its options and config.yaml name them.
struct ContextRoster: Sendable {
  /// All of them; the first is the one that commands about one thing work in.
  let settings: [ContextSetting]
  /// How many of them lists and the console cover, from the first on; the leak search covers all.
  let listed: Int
  /// Whether somebody named the first one. One that nobody named and that has no credentials is no
  /// loss where there are others.
  let isFirstNamed: Bool

  private let options: ConnectionOptions
  /// How many the options name.
  private let given: Int

  init(_ options: ConnectionOptions, config: GatewayConfig) {
    self.options = options
    let own = ContextSetting(profile: options.profileName, region: options.region)
    var settings = options.contexts.isEmpty ? [own] : options.contexts
    given = settings.count
    if !options.isSandbox {
      for other in config.contexts {
        let isThere = settings.contains {
          $0.profile == other.profile && (other.region == nil || $0.region == other.region)
        }
        if !isThere { settings.append(other) }
      }
    }
    self.settings = settings
    listed = options.coversConfig ? settings.count : given
    isFirstNamed =
      options.profile != nil || !options.contexts.isEmpty || options.namesProfileByVariable
  }

  /// Those that lists and the console cover.
  var covered: [ContextSetting] { Array(settings.prefix(listed)) }

  /// The setting that may turn out to be the same context: one of the same profile that nobody gave a
  /// region. The first of all is nobody's second name.
  func twin(of setting: ContextSetting) -> ContextSetting? {
    guard setting != settings.first, setting.region != nil else { return nil }
    return settings.first { $0.region == nil && $0.profile == setting.profile }
  }

  /// What to open a context with.
  func options(for setting: ContextSetting) -> ConnectionOptions {
    guard !options.isSandbox else { return options }
    var own = named(setting)
    if own.region == nil, settings.dropFirst(given).contains(setting) {
      // The region of the surroundings is that of the session, not of another profile.
      own.environment["AWS_REGION"] = nil
      own.environment["AWS_DEFAULT_REGION"] = nil
    }
    return own
  }

  /// The same with the surroundings' own region; nil where that would be no other.
  func options(withOwnRegionFor setting: ContextSetting) -> ConnectionOptions? {
    guard !options.isSandbox, setting.region == nil, settings.dropFirst(given).contains(setting)
    else { return nil }
    return named(setting)
  }

  private func named(_ setting: ContextSetting) -> ConnectionOptions {
    var own = options
    // The session's own profile may be no profile at all but the environment.
    if setting.profile != options.profileName { own.profile = setting.profile }
    own.region = setting.region
    return own
  }
}

extension ConnectionOptions {
  /// Whether a variable names the profile.
  fileprivate var namesProfileByVariable: Bool {
    ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].contains { environment[$0]?.isEmpty == false }
  }
}
