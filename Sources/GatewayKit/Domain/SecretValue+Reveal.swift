package import SigV4

/// A key's value; see `SecretValue`. Named here so that console and command need not know SigV4.
package typealias KeyValue = SecretValue

extension SecretValue {
  /// The places where a key's value may be shown to a person or written to a file of theirs.
  package enum Revelation: String, Sendable {
    /// `--show-value`.
    case showValue
    /// `--deliver`.
    case deliver
    /// `keys export --with-values`.
    case export
    /// `v` in the console, for ten seconds.
    case screen
    /// `C` in the console.
    case clipboard
  }

  /// The value, for one of the few places that may have it.
  package func revealed(for place: Revelation) -> String { exposeSecret() }
}

extension SecretValue {
  /// Wraps a value, or a file of them, that came in from a person.
  package init(entered text: String) { self.init(text) }
}
