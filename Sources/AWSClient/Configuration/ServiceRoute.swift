/// Where the requests for a service go, and why there.
package struct ServiceRoute: Hashable, Sendable {
  /// The service.
  package var service: AWSService
  /// The endpoint as a URL.
  package var url: String
  /// Who decided it, as a clause: `--endpoint-url`, `AWS's own host`.
  package var reason: String
  /// Plain http is spoken.
  package var isPlain: Bool
  /// It is on this machine.
  package var isLocal: Bool
  /// The proxy in between, without its password: `proxy.example:3128`; nil for none.
  package var proxy: String?

  /// Makes a route.
  package init(
    service: AWSService, url: String, reason: String, isPlain: Bool = false, isLocal: Bool = false,
    proxy: String? = nil
  ) {
    self.service = service
    self.url = url
    self.reason = reason
    self.isPlain = isPlain
    self.isLocal = isLocal
    self.proxy = proxy
  }
}
