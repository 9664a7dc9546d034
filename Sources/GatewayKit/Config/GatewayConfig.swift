/// What `config.yaml` says; every setting has a default.
package struct GatewayConfig: Hashable, Sendable {
  /// Shares of the account's rate, in percent.
  package struct Budget: Hashable, Sendable {
    /// For refresh that nobody asked for.
    package var background = 50
    /// For long jobs that a person started.
    package var bulk = 80

    /// The defaults.
    package init() {}
  }

  /// How long is waited for the network, in seconds.
  package struct Timeouts: Hashable, Sendable {
    /// For a connection, TLS included.
    package var connect = 5.0
    /// For a whole answer, the connection included.
    package var answer = 30.0

    /// The defaults.
    package init() {}
  }

  /// From how many percent of a quota a figure is shown as warning or critical.
  package struct Thresholds: Hashable, Sendable {
    /// Shown as warning.
    package var warn = 70.0
    /// Shown as critical.
    package var critical = 90.0

    /// The defaults.
    package init() {}
  }

  /// Something in the file that is passed over, and where.
  package struct Problem: Hashable, Sendable {
    /// The file.
    package var file: String
    /// Line, from 1; nil when the reader does not know it.
    package var line: Int?
    /// What is wrong and what is done about it.
    package var reason: String

    /// `FILE, line 3: unknown setting colour; it is passed over`.
    package var description: String {
      line.map { "\(file), line \($0): \(reason)" } ?? "\(file): \(reason)"
    }
  }

  /// Name of the theme; nil for the default.
  package var theme: String?
  /// A time zone shown beside UTC, `Asia/Tokyo`; nil for none.
  package var zone: String?
  /// Thresholds.
  package var thresholds = Thresholds()
  /// Shares of the account's rate.
  package var budget = Budget()
  /// How long is waited for the network.
  package var timeouts = Timeouts()
  /// Patterns of profiles, `profile/region` or accounts in which every change asks for a name; `*`
  /// stands for any text.
  package var protected: [String] = []
  /// Keys given to actions: action to key, `disable: X`.
  package var keys: [String: String] = [:]
  /// The contexts that lists, the console and the leak search cover beside the session's own.
  package var contexts: [ContextSetting] = []
  /// What was passed over.
  package var problems: [Problem] = []

  /// The defaults.
  package init() {}

  /// Whether changes in a context ask for a typed name.
  package func isProtected(_ context: GatewayContext, account: String?) -> Bool {
    if contexts.contains(where: { $0.isProtected && $0.covers(context) }) { return true }
    let names = [context.profile, "\(context.profile)/\(context.region)", account].compactMap(
      \.self)
    return protected.contains { pattern in
      names.contains { Self.matches($0[...], pattern[...]) }
    }
  }

  /// Whether no change may leave a context.
  package func isReadOnly(_ context: GatewayContext) -> Bool {
    contexts.contains { $0.isReadOnly && $0.covers(context) }
  }

  private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      return matches(text, pattern.dropFirst())
        || (!text.isEmpty && matches(text.dropFirst(), pattern))
    }
    guard let character = text.first, first == "?" || first == character else { return false }
    return matches(text.dropFirst(), pattern.dropFirst())
  }
}
