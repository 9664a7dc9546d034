import GatewayKit
import Synchronization

/// Where everybody waits who needs a code of an MFA device: one question is put to the person at a
/// time, however many wait. Whoever was told no is told so again, until a person asks for another try.
final class CodeDesk: Sendable {
  private struct Waiting {
    var question: CodeQuestion
    var answer: CheckedContinuation<KeyValue?, any Error>
  }

  private struct Device: Hashable {
    var profile: String
    var serial: String

    init(_ question: CodeQuestion) {
      profile = question.profile
      serial = question.serial
    }
  }

  private struct State {
    var waiting: [Waiting] = []
    var refused: Set<Device> = []
    /// Cancelled before they were put down here.
    var gone: Set<Int> = []
    var next = 1
    var isClosed = false
  }

  private let state = Mutex(State())
  private let mailbox: Mailbox

  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  /// Waits for the code of a device.
  ///
  /// - Throws: ``GatewayError`` when the person gives none, `CancellationError`.
  func ask(_ request: GatewayCodeRequest) async throws -> KeyValue? {
    let (profile, serial, refusal) = request.parts
    let number = state.withLock { state in
      defer { state.next += 1 }
      return state.next
    }
    let question = CodeQuestion(
      number: number, profile: profile, serial: serial, refusal: refusal)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { put(Waiting(question: question, answer: $0)) }
    } onCancel: {
      take(number, isGone: true)?.answer.resume(throwing: CancellationError())
    }
  }

  /// Hands the code over to whoever asked the question of this number.
  func give(_ code: KeyValue, to number: Int) {
    take(number)?.answer.resume(returning: code)
  }

  /// Tells whoever asked the question of this number, and all others who want the same, that there is
  /// no code.
  func refuse(_ number: Int) {
    let refused = state.withLock { state -> [Waiting] in
      guard let one = state.waiting.first(where: { $0.question.number == number }) else {
        return []
      }
      let device = Device(one.question)
      state.refused.insert(device)
      let refused = state.waiting.filter { Device($0.question) == device }
      state.waiting.removeAll { Device($0.question) == device }
      return refused
    }
    for one in refused { one.answer.resume(throwing: Self.none(one.question)) }
    if !refused.isEmpty { showNext() }
  }

  /// Whether the question of this number is not answered yet.
  func isWaiting(_ number: Int) -> Bool {
    state.withLock { $0.waiting.contains { $0.question.number == number } }
  }

  /// Those who were told no may ask again.
  func allowAgain() {
    state.withLock { $0.refused = [] }
  }

  /// Sends everybody away, now and from now on.
  func close() {
    let all = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for one in all { one.answer.resume(throwing: CancellationError()) }
  }

  private func put(_ waiting: Waiting) {
    enum Verdict {
      case wait(isFirst: Bool)
      case leave(any Error)
    }
    let question = waiting.question
    let verdict = state.withLock { state -> Verdict in
      if state.isClosed || state.gone.remove(question.number) != nil {
        return .leave(CancellationError())
      }
      if state.refused.contains(Device(question)) {
        return .leave(Self.none(question))
      }
      state.waiting.append(waiting)
      return .wait(isFirst: state.waiting.count == 1)
    }
    switch verdict {
    case .leave(let error): waiting.answer.resume(throwing: error)
    case .wait(let isFirst): if isFirst { mailbox.put(.codeWanted(question)) }
    }
  }

  /// Takes a question away, and puts the next one to the person where it was the one they saw.
  private func take(_ number: Int, isGone: Bool = false) -> Waiting? {
    let (found, wasShown) = state.withLock { state -> (Waiting?, Bool) in
      guard let place = state.waiting.firstIndex(where: { $0.question.number == number }) else {
        if isGone { state.gone.insert(number) }
        return (nil, false)
      }
      return (state.waiting.remove(at: place), place == 0)
    }
    if wasShown {
      if isGone { mailbox.put(.codeNotWanted(number)) }
      showNext()
    }
    return found
  }

  private func showNext() {
    guard let first = state.withLock({ $0.waiting.first?.question }) else { return }
    mailbox.put(.codeWanted(first))
  }

  private static func none(_ question: CodeQuestion) -> GatewayError {
    GatewayError(
      kind: .credentials, code: "NoMFA",
      message: "No code of the MFA device \(question.serial) was given for the profile "
        + "\(question.profile).",
      advice: "Press ctrl-r to be asked again.")
  }
}
