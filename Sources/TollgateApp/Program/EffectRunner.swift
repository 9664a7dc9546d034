import Canvas
import Foundation
import GatewayKit
import Synchronization

/// Performs effects: one cancellable task per number. The only file here that awaits the service.
final class EffectRunner: Sendable {
  private struct Running {
    var service: GatewayService?
    var tasks: [TaskID: Task<Void, Never>] = [:]
  }

  private let running = Mutex(Running())
  private let services: ConsoleServices
  private let screen: ScreenPort
  private let mailbox: Mailbox
  private let desk: CodeDesk

  init(services: ConsoleServices, screen: ScreenPort, mailbox: Mailbox) {
    self.services = services
    self.screen = screen
    self.mailbox = mailbox
    desk = CodeDesk(mailbox: mailbox)
  }

  /// The request budget, when there is a service to ask.
  var budget: Budget? {
    guard let service = running.withLock({ $0.service }) else { return nil }
    let figures = service.budget().figures
    return Budget(
      used: figures.used, allowed: figures.allowed, waiting: figures.waiting,
      isSlowed: figures.isSlowed)
  }

  /// How the contexts stand, when there is a service to ask.
  var standings: [ContextStanding]? { running.withLock { $0.service }?.contexts() }

  /// Starts an effect. Returns what is known at once.
  func start(_ effect: Effect) -> [AppEvent] {
    switch effect {
    case .askConfirmation(let changes):
      let service = running.withLock { $0.service }
      return [.confirmationKnown(changes, service?.confirmation(changes) ?? .yes)]
    case .giveCode(let number, let code): desk.give(code, to: number)
    case .refuseCode(let number): desk.refuse(number)
    case .askCodesAgain: desk.allowAgain()
    case .copy(let text): screen.copy(text)
    case .askDeniedAgain: running.withLock { $0.service }?.askDeniedAgain()
    case .cancel(let id): running.withLock { $0.tasks.removeValue(forKey: id) }?.cancel()
    case .setTitle(let title): screen.setTitle(title)
    case .redraw: screen.redraw()
    case .ring: screen.ring()
    case .suspend: screen.suspend()
    case .showTheme, .quit: break
    case .connect(let id, let choice): connect(id, choice)
    default: request(effect)
    }
    return []
  }

  /// Cancels everything and closes the service.
  func finish() async {
    // First of all: whoever waits for a code can be told by nothing else.
    desk.close()
    let tasks = running.withLock { running in
      defer { running.tasks = [:] }
      return running.tasks
    }
    for task in tasks.values { task.cancel() }
    for task in tasks.values { await task.value }
    // Only now: one of them may have connected after it was cancelled.
    let service = running.withLock { running in
      defer { running = Running() }
      return running.service
    }
    await service?.close()
  }

  private func connect(_ id: TaskID, _ choice: ConnectionChoice) {
    desk.allowAgain()
    run(id) { [services, desk] runner in
      let service = try await services.connect(choice) { try await desk.ask($0) }
      let old = runner.running.withLock { running in
        defer { running.service = service }
        return running.service
      }
      let settings = Settings(service.config(), notices: await service.notices())
      runner.tell(id, .connected(service.identity(), settings))
      await old?.close()
    }
  }

  private func request(_ effect: Effect) {
    guard let service = running.withLock({ $0.service }), let id = effect.taskID else { return }
    run(id) { runner in
      try await runner.perform(effect, id, service)
    }
  }

  private func run(
    _ id: TaskID, _ body: @escaping @Sendable (EffectRunner) async throws -> Void
  ) {
    running.withLock { running in
      running.tasks[id] = Task { [self] in
        do {
          try await body(self)
        } catch is CancellationError {
          // Nobody waits for it any more.
        } catch let error as GatewayError {
          tell(id, .failed(error))
        } catch {
          tell(id, .failed(GatewayError(unforeseen: error)))
        }
        self.running.withLock { _ = $0.tasks.removeValue(forKey: id) }
      }
    }
  }

  private func tell(_ id: TaskID, _ reply: Reply) { mailbox.put(.answered(id, reply)) }

  private func perform(_ effect: Effect, _ id: TaskID, _ service: GatewayService) async throws {
    switch effect {
    case .identify:
      do {
        tell(id, .identified(try await service.identify()))
      } catch {
        await notice(service)
        throw error
      }
      await notice(service)
    case .loadKeys(_, let urgency):
      let pages = urgency.keyPages(service)
      for try await page in pages { tell(id, .keyPage(page)) }
      await notice(service)
    case .loadPlans(_, let urgency):
      let pages = urgency.planPages(service)
      for try await page in pages { tell(id, .planPage(page)) }
    case .loadKey(_, let key, let urgency): tell(id, .key(try await urgency.key(key, service)))
    case .loadPlan(_, let plan, let urgency): tell(id, .plan(try await urgency.plan(plan, service)))
    case .loadMembers(_, let plan, let urgency):
      tell(id, .members(try await urgency.members(plan, service)))
    case .loadPlansOfKey(_, let key, let urgency):
      tell(id, .plansOfKey(try await urgency.plansOfKey(key, service)))
    case .loadUsage(_, let usage, let urgency):
      tell(id, .usage(try await urgency.usage(usage, service)))
    case .loadAPIs: tell(id, .apis(try await service.apis(.forPerson)))
    case .loadJournal: tell(id, .journal(try await service.journal(500)))
    case .preview(_, let changes):
      var lines: [PlannedLine] = []
      for change in changes { lines += try await service.preview(change).map(PlannedLine.init) }
      tell(id, .previewed(lines))
    case .perform(_, let change, let urgency):
      let outcome = try await urgency.perform(change, service) { [self] sentence in
        tell(id, .progress(sentence))
      }
      tell(id, .changed(outcome.withoutValue))
    case .findLeaks(_, let text):
      for try await event in service.findLeaks(text.source) { tell(id, .leak(event)) }
      tell(id, .ended)
    case .leakDetails(_, let match):
      for try await detail in service.leakDetails(match) { tell(id, .leakDetail(detail)) }
      tell(id, .ended)
    case .revoke(_, let request):
      for try await event in service.revoke(request, courier) {
        tell(id, .revoke(event.withoutValue))
      }
      tell(id, .ended)
    case .quarantine(_, let match):
      tell(id, .changed(try await service.quarantine(match).withoutValue))
    case .writeReport(_, let report, let path, let replaces):
      tell(id, .written(try services.writeReport(report, path, replaces)))
    case .runRotation(_, let command, let urgency):
      let outcomes = try await urgency.run(command, service, courier) { [self] sentence in
        tell(id, .progress(sentence))
      }
      tell(id, .rotated(outcomes.map(\.withoutValue)))
    case .askUndo: tell(id, .undoCandidate(try await service.undoCandidate()))
    case .undo: tell(id, .changed(try await service.undo().withoutValue))
    case .reveal(_, let key): tell(id, .revealed(try await service.reveal(key, .screen)))
    case .copyValue(_, let key):
      let value = try await service.reveal(key, .clipboard)
      screen.copy(value.revealed(for: .clipboard))
      tell(id, .copied)
    default: try await look(effect, id, service)
    }
  }

  /// Tells what the answers so far have shown of the surroundings.
  private func notice(_ service: GatewayService) async {
    mailbox.put(.noticed(await service.notices()))
  }

  /// What is asked to be shown, and changes nothing.
  private func look(_ effect: Effect, _ id: TaskID, _ service: GatewayService) async throws {
    switch effect {
    case .previewUndo:
      tell(id, .previewed(try await service.previewUndo().map(PlannedLine.init)))
    case .previewRevoke(_, let request):
      tell(id, .previewed(try await service.previewRevoke(request).map(PlannedLine.init)))
    case .previewRotations(_, let commands):
      var lines: [PlannedLine] = []
      for command in commands {
        lines += try await service.previewRotations(command).map(PlannedLine.init)
      }
      tell(id, .previewed(lines))
    case .loadRotations(_, let urgency):
      tell(id, .rotations(try await urgency.rotations(service)))
    case .checkRotations(_, let requests):
      for target in requests.compactMap(\.delivery) where target != .clipboard {
        for request in requests { try courier.check(target, request.key.name) }
      }
      tell(id, .rotationsChecked(try await service.checkRotations(requests)))
    case .verifyJournal: tell(id, .journalChecked(try await service.verifyJournal()))
    case .findRevivals(_, let keys): tell(id, .revivals(await service.revivals(keys)))
    default: break
    }
  }

  /// Hands values over: to the terminal's clipboard, and to files as the program has them.
  private var courier: Courier {
    let (files, screen) = (services.courier, screen)
    return Courier(
      check: { target, name in
        if target != .clipboard { try files.check(target, name) }
      },
      deliver: { target, parcel in
        guard target == .clipboard else { return try await files.deliver(target, parcel) }
        screen.copy(parcel.value.revealed(for: .clipboard))
        return "the clipboard"
      })
  }
}
