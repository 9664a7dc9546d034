import Foundation
import Logging
import TestSupport
import Testing

@testable import AWSClient

@Suite("Certificates and files")
struct TrustTests {
  private static func surroundings(
    _ environment: [String: String], mode: UInt32? = nil, config: String? = nil
  ) -> Surroundings {
    Surroundings(
      environment: ["HOME": "/h"].merging(environment) { $1 },
      readFile: { $0 == "/h/.aws/config" ? config : nil },
      fileMode: { $0 == "/h/.aws/credentials" ? mode : nil })
  }

  @Test("A credentials file that others can read is warned of")
  func modes() {
    #expect(
      Self.surroundings([:], mode: 0o644).warnings() == [
        "~/.aws/credentials can be read by others on this machine (mode 644). "
          + "Close it with: chmod 600 ~/.aws/credentials"
      ])
    #expect(Self.surroundings([:], mode: 0o640).warnings().count == 1)
    #expect(Self.surroundings([:], mode: 0o600).warnings() == [])
    #expect(Self.surroundings([:]).warnings() == [])
  }

  @Test("A bundle that is none is refused before anything is sent")
  func noBundle() async throws {
    for (environment, config, source) in [
      (["AWS_CA_BUNDLE": "/nowhere.pem"], nil, "AWS_CA_BUNDLE"),
      ([:], "[default]\nca_bundle = /nowhere.pem\n", "ca_bundle"),
    ] {
      let error = #expect(throws: AWSError.self) {
        try Self.surroundings(environment, config: config).resolveBundle()
      }
      #expect(error?.code == "InvalidCABundle")
      #expect(
        error?.message
          == "/nowhere.pem, which \(source) names, holds no certificates that can be read.")
    }
    #expect(try Self.surroundings([:]).resolveBundle() == nil)
  }
}
