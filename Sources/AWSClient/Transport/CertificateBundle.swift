import NIOSSL

/// Certificates that servers are trusted by in place of the system's.
package struct CertificateBundle: Sendable, Equatable {
  /// A file in PEM.
  package let path: String

  /// Checks that the file holds certificates; `source` says who named it, for the message.
  ///
  /// - Throws: ``AWSError`` of kind `configuration`.
  package init(path: String, source: String) throws(AWSError) {
    do {
      guard try !NIOSSLCertificate.fromPEMFile(path).isEmpty else { throw Empty() }
    } catch {
      throw .configuration(
        "InvalidCABundle", "\(path), which \(source) names, holds no certificates that can be read."
      )
    }
    self.path = path
  }

  /// Settings of TLS that trust these certificates and no others.
  var tls: TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = .file(path)
    return configuration
  }

  private struct Empty: Error {}
}
