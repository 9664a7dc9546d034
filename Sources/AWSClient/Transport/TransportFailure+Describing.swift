import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

extension TransportFailure {
  /// Sorts what the HTTP client threw.
  ///
  /// Errors of the TLS and socket layers are told apart by the name of their module's types: both
  /// modules are hidden behind the HTTP client and no dependency of this package.
  init(describing error: any Error) {
    switch error {
    case let failure as TransportFailure: self = failure
    case is CancellationError:
      self.init(.cancelled, mayHaveBeenSent: true, reason: "cancelled")
    case let failure as HTTPClientError: self.init(client: failure)
    case let failure as IOError: self.init(input: failure)
    case HTTPParserError.headerOverflow:
      self.init(.unreadable, mayHaveBeenSent: true, reason: "its header is too long")
    case HTTPParserError.invalidEOFState:
      self.init(
        .connectionClosed, mayHaveBeenSent: true,
        reason: "the connection closed before the whole answer came")
    case is HTTPParserError:
      self.init(.unreadable, mayHaveBeenSent: true, reason: "the answer is not HTTP")
    case ChannelError.connectTimeout:
      self.init(.unreachable, mayHaveBeenSent: false, reason: "no connection in time")
    case is ChannelError:
      self.init(.connectionClosed, mayHaveBeenSent: true, reason: "the connection closed")
    default:
      let type = String(reflecting: type(of: error))
      if type.hasPrefix("NIOSSL.") || type.hasPrefix("CNIOBoringSSL") {
        self.init(.tls, mayHaveBeenSent: false, reason: Self.tlsReason(error))
      } else if type.hasPrefix("NIOPosix.") {
        self.init(.unreachable, mayHaveBeenSent: false, reason: Self.connectReason(error))
      } else if type.hasPrefix("NIOHTTPCompression.") {
        let isLimit = String(describing: error).contains("limit")
        self.init(
          .unreadable, mayHaveBeenSent: true,
          reason: isLimit ? Self.tooLarge : "it is compressed and cannot be unpacked")
      } else {
        self.init(.connectionClosed, mayHaveBeenSent: true, reason: "the connection failed")
      }
    }
  }

  /// Why an answer over the limit is given up.
  static let tooLarge = "it is too large"

  private init(client error: HTTPClientError) {
    switch error {
    case .proxyAuthenticationRequired:
      self.init(
        .refusedByProxy, mayHaveBeenSent: false, reason: "the proxy wants a name and a password")
    case .invalidProxyResponse:
      self.init(
        .refusedByProxy, mayHaveBeenSent: false, reason: "the proxy refuses to connect to it")
    case .httpProxyHandshakeTimeout:
      self.init(.unreachable, mayHaveBeenSent: false, reason: "the proxy does not answer")
    case .cancelled: self.init(.cancelled, mayHaveBeenSent: true, reason: "cancelled")
    case .connectTimeout, .getConnectionFromPoolTimeout:
      self.init(.unreachable, mayHaveBeenSent: false, reason: "no connection in time")
    case .tlsHandshakeTimeout:
      self.init(.unreachable, mayHaveBeenSent: false, reason: "no TLS handshake in time")
    case .deadlineExceeded, .readTimeout, .writeTimeout:
      self.init(.timedOut, mayHaveBeenSent: true, reason: "no answer in time")
    case .remoteConnectionClosed, .uncleanShutdown:
      self.init(
        .connectionClosed, mayHaveBeenSent: true,
        reason: "the connection closed before the whole answer came")
    case .invalidURL, .emptyHost, .emptyScheme, .alreadyShutdown:
      self.init(.unreachable, mayHaveBeenSent: false, reason: error.shortDescription)
    default:
      self.init(.unreadable, mayHaveBeenSent: true, reason: error.shortDescription)
    }
  }

  private init(input error: IOError) {
    switch error.errnoCode {
    case ECONNREFUSED:
      self.init(.unreachable, mayHaveBeenSent: false, reason: "connection refused")
    case EHOSTUNREACH, ENETUNREACH:
      self.init(.unreachable, mayHaveBeenSent: false, reason: "no route to it")
    default:
      self.init(
        .connectionClosed, mayHaveBeenSent: true,
        reason: "the connection closed before the whole answer came")
    }
  }

  private static func connectReason(_ error: any Error) -> String {
    let text = String(describing: error)
    if text.contains("Connection refused") { return "connection refused" }
    if text.contains("getaddrinfo") || text.contains("dnsAError: Optional(")
      || text.contains("unknown(host") || text.contains("SocketAddressError")
    {
      return "its name cannot be resolved"
    }
    if text.contains("connectTimeout") { return "no connection in time" }
    return "nobody answers there"
  }

  private static func tlsReason(_ error: any Error) -> String {
    let text = String(describing: error)
    if text.contains("CERTIFICATE_VERIFY_FAILED") {
      return "its certificate is not trusted (unknown issuer, expired or not valid yet)"
    }
    if text.contains("failedToValidateHostname") || text.contains("unableToValidateCertificate") {
      return "its certificate is for another name"
    }
    if text.contains("WRONG_VERSION_NUMBER") { return "it does not speak TLS" }
    return "the handshake failed"
  }
}
