import Foundation
import Synchronization
import Testing

@testable import AWSClient

@Suite("Pacer, its waiting")
struct PacerTests {
  /// Lets other tasks run until something holds; gives up after a great many turns.
  private func until(_ holds: @Sendable () -> Bool) async {
    for _ in 0..<1_000_000 where !holds() { await Task.yield() }
    #expect(holds())
  }

  @Test("Those who may leave do not wait; the next leaves when the clock brings a token")
  func waiting() async throws {
    let time = ManualClock()
    let pacer = Pacer(clock: time.clock)
    for _ in 0..<38 { try await pacer.wait(.interactive, operation: "GetApiKey") { _ in } }
    #expect(pacer.budget == BudgetFigures(usedLastSecond: 38))
    let left = Mutex(false)
    async let next: Void = {
      try await pacer.wait(.interactive, operation: "GetApiKey") { _ in }
      left.withLock { $0 = true }
    }()
    await until { pacer.budget.waiting == 1 && time.sleeping == 1 }
    #expect(!left.withLock { $0 })
    time.advance(by: 0.2)
    try await next
    #expect(left.withLock { $0 })
    #expect(pacer.budget.waiting == 0)
  }

  @Test("An emergency overtakes 200 background requests that wait")
  func emergency() async throws {
    let time = ManualClock()
    let pacer = Pacer(clock: time.clock)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<219 {
        group.addTask { try await pacer.wait(.background, operation: "GetUsage") { _ in } }
      }
      await until { pacer.budget.waiting == 200 }
      try await pacer.wait(.emergency, operation: "UpdateApiKey") { _ in }
      #expect(pacer.budget.waiting == 200)
      group.cancelAll()
      while true {
        do {
          guard try await group.next() != nil else { break }
        } catch is CancellationError {}
      }
    }
    #expect(pacer.budget.waiting == 0)
  }

  @Test("A cancelled waiter leaves the queue with a cancellation")
  func cancellation() async throws {
    let time = ManualClock()
    let pacer = Pacer(clock: time.clock)
    for _ in 0..<38 { try await pacer.wait(.interactive, operation: "GetApiKey") { _ in } }
    let waiter = Task { try await pacer.wait(.interactive, operation: "GetApiKey") { _ in } }
    await until { pacer.budget.waiting == 1 }
    waiter.cancel()
    await #expect(throws: CancellationError.self) { try await waiter.value }
    #expect(pacer.budget.waiting == 0)

    let early = Task {
      while !Task.isCancelled { await Task.yield() }
      try await pacer.wait(.interactive, operation: "GetApiKey") { _ in }
    }
    early.cancel()
    await #expect(throws: CancellationError.self) { try await early.value }
    #expect(pacer.budget.waiting == 0)
  }

  @Test("A second plan update says how long it waits; each departure is reported")
  func planUpdates() async throws {
    let time = ManualClock()
    let reported = Mutex<[Date]>([])
    let pacer = Pacer(
      clock: time.clock, lastPlanUpdate: Date(timeIntervalSince1970: 1_769_860_800 - 15),
      planUpdateLeft: { date in reported.withLock { $0.append(date) } })
    let announced = Mutex<[Double]>([])
    async let update: Void = pacer.wait(.interactive, operation: "UpdateUsagePlan") { seconds in
      announced.withLock { $0.append(seconds) }
    }
    await until { pacer.budget.waiting == 1 && time.sleeping == 1 }
    #expect(announced.withLock { $0.map { ($0 * 100).rounded() / 100 } } == [6.05])
    time.advance(by: 6)
    #expect(pacer.budget.waiting == 1)
    time.advance(by: 0.1)
    try await update
    #expect(reported.withLock { $0 } == [Date(timeIntervalSince1970: 1_769_860_806.1)])
  }

  @Test("A last plan update in the future counts as one of now")
  func clockSetBack() async throws {
    let time = ManualClock()
    let pacer = Pacer(
      clock: time.clock, lastPlanUpdate: Date(timeIntervalSince1970: 1_769_860_800 + 86400))
    let announced = Mutex<Double>(0)
    let update = Task {
      try await pacer.wait(.interactive, operation: "UpdateUsagePlan") { seconds in
        announced.withLock { $0 = seconds }
      }
    }
    await until { pacer.budget.waiting == 1 }
    #expect(abs(announced.withLock { $0 } - 20 / 0.95) < 1e-6)
    update.cancel()
    await #expect(throws: CancellationError.self) { try await update.value }
  }

  @Test("Many tasks that come and go leave nothing behind")
  func churn() async throws {
    let time = ManualClock()
    let pacer = Pacer(clock: time.clock)
    let left = Counter()
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<400 {
        group.addTask {
          let waiter = Task {
            try await pacer.wait(
              Lane.allCases[index % 4], operation: index % 7 == 0 ? "CreateApiKey" : "GetApiKey"
            ) { _ in }
            left.increment()
          }
          if index % 3 == 0 { waiter.cancel() }
          // How it ended is counted above; here it only has to end.
          _ = await waiter.result
        }
      }
      group.addTask {
        for _ in 0..<200_000 where left.value < 266 {
          time.advance(by: 0.05)
          await Task.yield()
        }
      }
    }
    #expect(left.value >= 266)
    #expect(pacer.budget.waiting == 0)
  }

  @Test("A client's 429 slows the pacer; STS does not go through it")
  func throughTheClient() async throws {
    let bench = Bench([
      .fault(429, "TooManyRequestsException", "m", retryAfter: "2"), .json(#"{"id":"k"}"#),
      .json(#"{"Account":"1","Arn":"a"}"#),
    ])
    _ = try await bench.gateway.getAPIKey("k", lane: .interactive)
    #expect(bench.clock.waits.first == 2.5)
    #expect(bench.client.budget.isSlowed)
    let used = bench.client.budget.usedLastSecond
    _ = try await SecurityTokenService(client: bench.client).getCallerIdentity(lane: .interactive)
    #expect(bench.client.budget.usedLastSecond == used)
  }
}
