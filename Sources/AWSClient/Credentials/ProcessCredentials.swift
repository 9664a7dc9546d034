import Foundation
import SigV4

/// Credentials that a program prints. Nothing of what it printed is ever repeated in a message.
struct ProcessCredentials: Sendable {
  /// Seconds that the program has.
  static let seconds = 60.0

  var world: CredentialsWorld
  var profile: String

  /// As a provider.
  var provider: CredentialsProvider {
    CredentialsProvider(name: "credential_process of profile \(profile)") { try await look() }
  }

  func look() async throws -> CredentialsProvider.Outcome {
    let settings = try world.files.load().settings(of: profile)
    guard let line = settings?["credential_process"] else { return .notConfigured }
    guard let words = CommandWords.split(line), let program = words.first else {
      throw broken("is not a command: a quote is not closed, or there is no word")
    }
    let end: ProcessEnd
    do {
      end = try await world.runProcess(words, Self.seconds)
    } catch let error as CancellationError {
      throw error
    } catch {
      throw broken("cannot be run: \(program) is not there or may not be executed")
    }
    switch end {
    case .tooLong: throw broken("did not end within \(Int(Self.seconds)) seconds")
    case .tooMuch: throw broken("printed more than 64 KiB, which no credentials are")
    case .failed(let code): throw broken("ended with code \(code)")
    case .finished(let output): return .found(try read(output))
    }
  }

  private func read(_ output: [UInt8]) throws(AWSError) -> ResolvedCredentials {
    guard let fields = JSONFields(output) else { throw broken("printed no JSON object") }
    guard fields["Version"] == "1" else { throw broken("printed no “Version” 1") }
    guard let id = fields["AccessKeyId"] else { throw broken("printed no “AccessKeyId”") }
    guard let secret = fields["SecretAccessKey"] else {
      throw broken("printed no “SecretAccessKey”")
    }
    let expiration = fields.date("Expiration")
    guard expiration != nil || fields["Expiration"] == nil else {
      throw broken("printed an “Expiration” that is no time like 2026-01-31T12:00:00Z")
    }
    return ResolvedCredentials(
      credentials: Credentials(
        accessKeyId: id, secretAccessKey: SecretValue(secret),
        sessionToken: fields["SessionToken"].map(SecretValue.init), expiration: expiration),
      source: "credential_process of profile \(profile)")
  }

  private func broken(_ what: String) -> AWSError {
    .credentials(
      "CredentialProcess", "The credential_process of the profile \(profile) \(what).")
  }
}
