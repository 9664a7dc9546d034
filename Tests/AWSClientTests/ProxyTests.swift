import Foundation
import SigV4
import Testing

@testable import AWSClient

@Suite("Proxies")
struct ProxyTests {
  @Test(
    "Which requests go by way of a proxy",
    arguments: [
      ([:], "https://a.example", nil),
      (["HTTPS_PROXY": "http://p:1"], "https://a.example", "p:1"),
      (["HTTPS_PROXY": "http://p:1"], "http://10.0.0.1", nil),
      (["HTTP_PROXY": "p"], "http://10.0.0.1", "p:80"),
      (["HTTPS_PROXY": "http://p:1", "https_proxy": "http://q:2"], "https://a.example", "q:2"),
      (
        ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "b.example, a.example"], "https://a.example", nil
      ),
      (["HTTPS_PROXY": "http://p:1", "NO_PROXY": ".example"], "https://x.a.example", nil),
      (["HTTPS_PROXY": "http://p:1", "NO_PROXY": "a.example"], "https://ba.example", "p:1"),
      (["HTTPS_PROXY": "http://p:1", "NO_PROXY": "a.example:99"], "https://a.example:99", nil),
      (["HTTPS_PROXY": "http://p:1", "NO_PROXY": "a.example:98"], "https://a.example:99", "p:1"),
      (["HTTPS_PROXY": "http://p:1", "no_proxy": "*"], "https://a.example", nil),
      (["HTTP_PROXY": "http://p:1"], "http://127.0.0.1:5", nil),
      (["HTTP_PROXY": "http://p:1"], "http://169.254.169.254", nil),
    ] as [([String: String], String, String?)])
  func chosen(variables: [String: String], url: String, proxy: String?) throws {
    let endpoint = try Endpoint(url: url, source: "test", allowsPlain: { _ in true })
    let server = try ProxySettings(variables: variables).server(for: endpoint)
    #expect(server.map { "\($0.host):\($0.port)" } == proxy)
  }

  @Test("What is no proxy is said without its password")
  func broken() {
    for url in ["https://u:hidden@p:1", "http://", "socks5://u:hidden@p"] {
      let error = #expect(throws: AWSError.self) {
        try ProxySettings(variables: ["HTTPS_PROXY": url])
      }
      #expect(
        error?.message == "HTTPS_PROXY has to be a proxy as in http://proxy.example:3128.")
    }
  }

  @Test("A tunnel is asked for with the proxy's own password, and only for TLS")
  func tunnel() async throws {
    let server = try RawServer([.answerAndClose("HTTP/1.1 403 Forbidden\r\n\r\n")])
    let transport = HTTPTransport.live(
      TransportLimits(connectSeconds: 5, requestSeconds: 5),
      proxies: try ProxySettings(
        variables: ["HTTPS_PROXY": "http://me:pass@127.0.0.1:\(server.port)"]))
    await #expect(throws: TransportFailure.self) {
      try await transport.send(
        WireRequest(method: "GET", endpoint: Endpoint(host: "a.example"), path: "/x"))
    }
    try await transport.shutdown()
    server.stop()
    let head = try #require(server.requests.first)
    #expect(head.hasPrefix("CONNECT a.example:443 HTTP/1.1\r\n"))
    #expect(head.lowercased().contains("proxy-authorization: basic bwu6cgfzcw=="))
  }
}
