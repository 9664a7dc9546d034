import Foundation
import Synchronization

/// How far this computer's clock is from the service's, and whether requests are signed with the
/// difference. One for a context, since an emulator's clock need not be that of AWS. It is corrected
/// once, and again when a clock is set while the program runs.
package final class ClockOffset: Sendable {
  private struct State {
    var seen: Double?
    var applied: Double?
  }

  private let state = Mutex(State())
  /// Seconds from which on a difference explains a refused signature; AWS allows five minutes.
  private static let tolerated: Double = 240

  /// Makes an offset of nothing.
  package init() {}

  /// Seconds that the service's clock was ahead of this computer's at the last answer; nil before
  /// the first. Exact to a second or two.
  package var seen: Double? { state.withLock { $0.seen } }

  /// Seconds that are added to this computer's time for signatures.
  var applied: Double { state.withLock { $0.applied ?? 0 } }

  /// A sentence for a person when signatures are made with the service's time.
  package var notice: String? {
    guard let applied = state.withLock({ $0.applied }) else { return nil }
    let minutes = Int((abs(applied) / 60).rounded())
    let size = minutes < 120 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
    return "This computer's clock is \(size) \(applied > 0 ? "slow" : "fast"); requests are signed "
      + "with the server's time."
  }

  /// Remembers what an answer's `Date` said when it came in.
  func observe(_ response: WireResponse, at now: Date) {
    guard let text = response.header("date"), let date = HTTPDate.parse(text) else { return }
    let difference = date.timeIntervalSince(now)
    state.withLock { $0.seen = difference }
  }

  /// Whether a request that was signed with `used` and refused is worth another signature.
  func corrects(_ error: AWSError, signedWith used: Double) -> Bool {
    guard Self.isAboutSignatures(error) else { return false }
    return state.withLock { state in
      // Another request may have been refused first.
      guard (state.applied ?? 0) == used else { return true }
      guard let seen = state.seen, abs(seen - used) > Self.tolerated else { return false }
      // Nothing is left to correct once this computer's clock was set right.
      state.applied = abs(seen) > Self.tolerated ? seen : nil
      return true
    }
  }

  /// A signature may be refused for its time in several words, and for other reasons; the `Date` of
  /// the answer tells those apart.
  private static func isAboutSignatures(_ error: AWSError) -> Bool {
    switch error.code {
    case "RequestTimeTooSkewed", "RequestInTheFuture", "RequestExpired", "SignatureDoesNotMatch",
      "InvalidSignatureException", "InvalidSignature":
      return true
    default: return false
    }
  }
}
