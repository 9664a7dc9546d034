/// Where the value of a new key is handed over.
package enum DeliveryTarget: Hashable, Sendable {
  /// Printed with the result, once.
  case stdout
  /// A file that did not exist, mode 0600.
  case file(String)
  /// A folder with a file per key, mode 0600.
  case folder(String)
  /// A secret of AWS Secrets Manager, made or given a new version.
  case secretsManager(String)
  /// The terminal's clipboard.
  case clipboard

  /// `stdout`, `file:PATH`, `file:DIR/`, `secretsmanager:NAME`, `clipboard`.
  package var text: String {
    switch self {
    case .stdout: "stdout"
    case .file(let path): "file:\(path)"
    case .folder(let path): path.hasSuffix("/") ? "file:\(path)" : "file:\(path)/"
    case .secretsManager(let name): "secretsmanager:\(name)"
    case .clipboard: "clipboard"
    }
  }

  /// Reads ``text``; nil for what is none of them.
  package init?(text: String) {
    if text == "stdout" {
      self = .stdout
    } else if text == "clipboard" {
      self = .clipboard
    } else if text.hasPrefix("file:"), text.utf8.count > 5 {
      let path = String(text.dropFirst(5))
      self = path.hasSuffix("/") ? .folder(path) : .file(path)
    } else if text.hasPrefix("secretsmanager:"), text.utf8.count > 15 {
      self = .secretsManager(String(text.dropFirst(15)))
    } else {
      return nil
    }
  }
}

/// Hands values over to files, standard output and the clipboard, which the service layer does not
/// touch itself. Secrets Manager needs no courier.
package struct Courier: Sendable {
  /// What is handed over.
  package struct Parcel: Sendable {
    /// The rotation it belongs to.
    package var rotation: String
    /// The key's name.
    package var name: String
    /// The new key's id as shown.
    package var keyId: String
    /// The value.
    package var value: KeyValue

    /// Makes one.
    package init(rotation: String, name: String, keyId: String, value: KeyValue) {
      self.rotation = rotation
      self.name = name
      self.keyId = keyId
      self.value = value
    }
  }

  /// Refuses before anything is made when a target cannot take a value: a file that exists, a folder
  /// that does not. Throws ``GatewayError`` of kind `refused`.
  package var check: @Sendable (DeliveryTarget, _ name: String) throws -> Void
  /// Hands over, and says where: `the file acme.key (0600)`. Doing it again for the same rotation
  /// after a crash replaces what the first one left, and nothing else.
  package var deliver: @Sendable (DeliveryTarget, Parcel) async throws -> String

  /// Makes a courier.
  package init(
    check: @escaping @Sendable (DeliveryTarget, String) throws -> Void,
    deliver: @escaping @Sendable (DeliveryTarget, Parcel) async throws -> String
  ) {
    self.check = check
    self.deliver = deliver
  }

  /// Takes nothing, for runs that deliver nothing.
  package static let none = Courier(check: { _, _ in }, deliver: { target, _ in target.text })
}
