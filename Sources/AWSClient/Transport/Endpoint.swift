import Foundation

/// Where a service is reached: scheme, host, port and a path that all requests begin with.
package struct Endpoint: Sendable, Hashable {
  /// `https` or `http`.
  package var scheme: String
  /// Host name or address; IPv6 addresses in brackets.
  package var host: String
  /// The port, when it is not the scheme's own.
  package var port: Int?
  /// What comes before every path, without a slash at its end; mostly empty.
  package var basePath: String

  /// The `Host` header.
  package var authority: String { port.map { "\(host):\($0)" } ?? host }
  /// Scheme and authority: `https://apigateway.eu-west-1.amazonaws.com`.
  package var origin: String { scheme + "://" + authority }
  /// The endpoint as a URL, for people.
  package var text: String { origin + basePath }

  /// AWS's own host for a service.
  package init(host: String) {
    scheme = "https"
    self.host = host
    port = nil
    basePath = ""
  }

  /// Reads an endpoint URL.
  ///
  /// - Parameters:
  ///   - url: what was configured.
  ///   - source: who configured it, for the message: `--endpoint-url`.
  /// - Throws: ``AWSError`` of kind `configuration` when it cannot be used.
  package init(url: String, source: String) throws(AWSError) {
    try self.init(url: url, source: source, allowsPlain: Self.isLoopback)
  }

  /// Reads an endpoint URL; `allowsPlain` says which hosts plain http is spoken with.
  init(
    url: String, source: String, allowsPlain: (String) -> Bool
  ) throws(AWSError) {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
      let host = parts.encodedHost, !host.isEmpty
    else {
      throw .configuration(
        "InvalidEndpoint", "The endpoint URL “\(url)” of \(source) is not a URL with a host.")
    }
    guard scheme == "https" || scheme == "http" else {
      throw .configuration(
        "InvalidEndpoint", "The endpoint URL “\(url)” of \(source) is neither https nor http.")
    }
    guard parts.query == nil, parts.fragment == nil, parts.user == nil else {
      throw .configuration(
        "InvalidEndpoint",
        "The endpoint URL of \(source) may hold a scheme, a host, a port and a path, nothing else.")
    }
    guard scheme == "https" || allowsPlain(host) else {
      throw .configuration(
        "PlainEndpoint",
        "The endpoint URL “\(url)” of \(source) is plain http, which is spoken with this machine "
          + "only.")
    }
    self.scheme = scheme
    self.host = host.lowercased()
    port = parts.port == (scheme == "https" ? 443 : 80) ? nil : parts.port
    var path = parts.percentEncodedPath
    while path.hasSuffix("/") { path.removeLast() }
    basePath = path
  }

  /// Takes a whole URL apart: where to connect, and the path and query to ask for.
  static func split(
    _ url: String, source: String, allowsPlain: (String) -> Bool
  ) throws(AWSError) -> (endpoint: Endpoint, path: String, query: String) {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme, parts.host != nil,
      parts.user == nil, parts.password == nil
    else {
      throw .configuration(
        "InvalidEndpoint", "\(source) needs a URL with a scheme and a host, and without a user.")
    }
    var origin = URLComponents()
    origin.scheme = scheme
    origin.percentEncodedHost = parts.percentEncodedHost
    origin.port = parts.port
    return (
      try Endpoint(url: origin.string ?? "", source: source, allowsPlain: allowsPlain),
      parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath,
      parts.percentEncodedQuery ?? ""
    )
  }

  /// True for `localhost` and the loopback addresses of IPv4 and IPv6.
  static func isLoopback(_ host: String) -> Bool {
    let name = host.lowercased()
    if name == "localhost" || name == "[::1]" || name == "::1" { return true }
    let numbers = name.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }
}

extension URLComponents {
  /// The host as it stands in the URL, brackets of IPv6 addresses included.
  fileprivate var encodedHost: String? {
    guard let host = percentEncodedHost else { return nil }
    return host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
  }
}
