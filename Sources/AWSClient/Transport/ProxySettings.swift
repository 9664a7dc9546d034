import Foundation
import SigV4

/// Which requests go by way of a proxy.
package struct ProxySettings: Sendable, Equatable {
  /// A proxy that is spoken to over plain HTTP.
  struct Server: Sendable, Hashable {
    var host: String
    var port: Int
    var user: String?
    var password: SecretValue?
  }

  /// For https endpoints.
  var https: Server?
  /// For http endpoints.
  var http: Server?
  /// Host names, or endings of them, that are reached directly; `*` for all.
  var direct: [String] = []

  /// No proxy.
  package init() {}

  /// Reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`; those in small letters go first.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` for a proxy that cannot be used.
  init(variables: [String: String]) throws(AWSError) {
    func value(_ name: String) -> String? {
      [name.lowercased(), name].compactMap { variables[$0] }.first { !$0.isEmpty }
    }
    https = try value("HTTPS_PROXY").map { url throws(AWSError) in
      try Self.server(url, source: "HTTPS_PROXY")
    }
    http = try value("HTTP_PROXY").map { url throws(AWSError) in
      try Self.server(url, source: "HTTP_PROXY")
    }
    direct = (value("NO_PROXY") ?? "").split(separator: ",")
      .map { $0.trimmingCharacters(in: .whitespaces).lowercased() }.filter { !$0.isEmpty }
  }

  /// The proxy for an endpoint; nil where it is reached directly, as this machine and its metadata
  /// always are.
  func server(for endpoint: Endpoint) -> Server? {
    let host = endpoint.host.lowercased()
    if Endpoint.isLoopback(host) || host.hasPrefix("169.254.") || host.hasPrefix("[fd00:ec2:") {
      return nil
    }
    let isDirect = direct.contains { entry in
      let name = entry.hasPrefix(".") ? String(entry.dropFirst()) : entry
      return [host, endpoint.authority.lowercased()].contains {
        entry == "*" || $0 == name || $0.hasSuffix("." + name)
      }
    }
    if isDirect { return nil }
    return endpoint.scheme == "https" ? https : http
  }

  private static func server(_ text: String, source: String) throws(AWSError) -> Server {
    let url = text.contains("://") ? text : "http://" + text
    guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
      parts.scheme?.lowercased() == "http"
    else {
      throw .configuration(
        "InvalidProxy", "\(source) has to be a proxy as in http://proxy.example:3128.")
    }
    return Server(
      host: host, port: parts.port ?? 80, user: parts.user,
      password: parts.password.map(SecretValue.init))
  }
}
