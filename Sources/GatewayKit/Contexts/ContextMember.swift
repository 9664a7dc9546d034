import AWSClient
import Synchronization

/// One of several contexts: opened when it is needed first, and again when that failed.
package final class ContextMember: Sendable {
  private struct State {
    var opening: SharedWork<GatewayService>?
    var service: GatewayService?
    var error: GatewayError?
    var answeredIn: Double?
    var isLeftOut = false
  }

  /// Its place.
  package let home: Home
  /// What it is called.
  package let setting: ContextSetting

  private let isNamed: Bool
  private let seconds: @Sendable () -> Double
  private let open: @Sendable () async throws -> GatewayService
  private let state = Mutex(State())

  /// Makes one that is not open.
  ///
  /// - Parameters:
  ///   - home: its place.
  ///   - setting: what it is called.
  ///   - isNamed: whether somebody asked for it; otherwise having no credentials is no failure.
  ///   - seconds: a steady clock.
  ///   - open: opens it.
  package init(
    home: Home, setting: ContextSetting, isNamed: Bool = true,
    seconds: @escaping @Sendable () -> Double,
    open: @escaping @Sendable () async throws -> GatewayService
  ) {
    self.home = home
    self.setting = setting
    self.isNamed = isNamed
    self.seconds = seconds
    self.open = open
  }

  /// Its service, when it is open.
  package var opened: GatewayService? { state.withLock { $0.service } }

  /// True once it is known to be none: it is another one under a second name, or nobody asked for it
  /// and it has no credentials.
  package var isLeftOut: Bool { state.withLock { $0.isLeftOut } }

  /// Profile and region as far as they are known.
  package var context: GatewayContext { opened?.identity().context ?? setting.context }

  /// How it stands.
  package var standing: ContextStanding {
    let (service, error, answeredIn) = state.withLock { ($0.service, $0.error, $0.answeredIn) }
    return ContextStanding(
      home: home, context: service?.identity().context ?? setting.context,
      identity: service?.identity(), error: error, answeredIn: answeredIn,
      budget: service?.budget() ?? BudgetFigures(),
      access: service?.access() ?? KnownAccess())
  }

  /// Its service; opened now when it is not.
  ///
  /// - Throws: ``GatewayError``, `CancellationError`.
  package func service() async throws -> GatewayService {
    let joined = state.withLock { state in
      if let opening = state.opening, let place = opening.join() {
        return (opening, place) as (SharedWork<GatewayService>, Int)?
      }
      let opening = SharedWork(open)
      state.opening = opening
      return opening.join().map { (opening, $0) }
    }
    // A new one has not been given up.
    guard let (work, place) = joined else { throw CancellationError() }
    do {
      let service = try await work.value(place)
      state.withLock {
        $0.service = service
      }
      return service
    } catch {
      state.withLock { state in
        // It may work next time: credentials may be there then. For whoever was cancelled others may
        // wait still.
        if !Task.isCancelled, state.opening === work { state.opening = nil }
        guard let told = error as? GatewayError else { return }
        state.error = told
        state.isLeftOut = told.code == GatewayError.twinCode || !isNamed && told.isForWantOfSettings
      }
      throw error
    }
  }

  /// Asks it something. What keeps it from answering anything is kept, until it answers.
  package func ask<Value>(_ question: (GatewayService) async throws -> Value) async throws -> Value
  {
    do {
      let value = try await question(service())
      state.withLock { $0.error = nil }
      return value
    } catch let error as GatewayError {
      if error.concernsEverything { state.withLock { $0.error = error } }
      throw error
    }
  }

  /// Asks who is calling.
  func identify() async throws -> ContextIdentity {
    let began = seconds()
    let identity = try await ask { try await $0.identify() }
    state.withLock { $0.answeredIn = seconds() - began }
    return identity
  }
}

extension GatewayError {
  static let twinCode = "SameContext"

  /// Says that a context was opened under another name.
  static func twin(of context: GatewayContext) -> GatewayError {
    GatewayError(
      kind: .failed, code: twinCode,
      message: "\(context.profile) in \(context.region) is open already.", advice: "Use that one.")
  }

  /// Whether it is about the context as a whole, not about one thing that was asked for.
  fileprivate var concernsEverything: Bool {
    switch kind {
    case .unreachable, .temporary: true
    case .credentials: !["AccessDeniedException", "AccessDenied"].contains(code)
    case .failed, .notFound, .refused, .usage, .badInput: false
    }
  }

  /// Whether nothing says who calls, or where.
  var isForWantOfSettings: Bool { ["NoCredentials", "NoRegion"].contains(code) }
}
