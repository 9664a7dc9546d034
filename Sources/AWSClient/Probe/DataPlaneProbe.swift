package import SigV4

package import struct Foundation.Date

/// What an API answered to a key.
package struct ProbeAnswer: Sendable, Equatable {
  /// HTTP status.
  package var status: Int
  /// `x-amzn-errortype` without suffix: `ForbiddenException`; nil when there is none.
  package var errorType: String?
  /// When it came.
  package var at: Date

  /// Makes an answer.
  package init(status: Int, errorType: String? = nil, at: Date) {
    self.status = status
    self.errorType = errorType
    self.at = at
  }
}

/// Calls an API as its customers do: a GET with `x-api-key`, without any signature. Redirects are
/// not followed, so that the key goes to nobody else.
package struct DataPlaneProbe: Sendable {
  let client: AWSClient

  /// Uses a client's connections and clock.
  package init(client: AWSClient) { self.client = client }
}

// INTERFACE STUB
extension DataPlaneProbe {
  /// Asks once; 5 seconds at most, never repeated by itself. https only, http for this machine.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` for a URL that cannot be asked.
  package func ask(_ url: String, key: SecretValue) async throws -> ProbeAnswer {
    throw AWSError.configuration("NotWritten", "Not written yet.")
  }
}
