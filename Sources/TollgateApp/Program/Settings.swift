import Foundation
import GatewayKit

/// What the config says that the console heeds, and what a person should read of it.
struct Settings: Equatable, Sendable {
  /// Percent of a quota from which it needs attention.
  var warnPercent = 70.0
  /// Percent of a quota from which it hurts.
  var dangerPercent = 90.0
  var keys: [String: String] = [:]
  var theme: String?
  /// A time zone shown beside UTC.
  var zone: String?
  /// Sentences: problems of the config, a journal that was set aside.
  var notices: [String] = []

  init() {}

  init(_ config: GatewayConfig, notices: [String]) {
    warnPercent = config.thresholds.warn
    dangerPercent = config.thresholds.critical
    keys = config.keys
    theme = config.theme
    zone = config.zone
    self.notices = notices
  }
}

extension AppState {
  /// Something turned up while the program ran; each thing is told once.
  mutating func take(_ notices: [String]) {
    for sentence in notices where !messages.all.contains(where: { $0.text == sentence }) {
      if toldNotices.insert(sentence).inserted { say(sentence, .warn) }
    }
  }

  /// The config was read: thresholds, keys and theme, as far as the start did not say otherwise.
  mutating func apply(_ settings: Settings, _ effects: inout [Effect]) {
    options.warnPercent = settings.warnPercent
    options.dangerPercent = settings.dangerPercent
    let keys = settings.keys.merging(options.keys) { _, given in given }
    if keys != options.keys {
      let remapped = KeyTable.remapped(keys)
      options.keys = keys
      table = remapped.table
      for sentence in remapped.problems { say(sentence, .warn) }
    }
    if let name = settings.zone {
      zone = TimeZone(identifier: name)
      if zone == nil {
        say("The time zone \(name) of config.yaml is not known; times are UTC.", .warn)
      }
    } else {
      zone = nil
    }
    if theme == nil, let wanted = settings.theme { effects.append(.showTheme(wanted)) }
    for sentence in settings.notices where !messages.all.contains(where: { $0.text == sentence }) {
      say(sentence, .warn)
    }
  }
}
