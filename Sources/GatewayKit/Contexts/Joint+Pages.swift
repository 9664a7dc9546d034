import AWSClient
import Foundation
import Synchronization

extension Joint {
  /// All keys of all contexts as they come.
  func keyPages(_ name: String?, _ lane: Lane) -> AsyncThrowingStream<KeyPage, any Error> {
    let count = PageCount()
    return pages { service in
      service.keyPages(name, lane)
    } isLast: {
      $0.isLast
    } mark: { page, home, isLast in
      var page = page
      page.keys = page.keys.map { $0.at(home) }
      page.number = count.next()
      page.isLast = isLast
      return page
    } failed: { failure, isLast in
      KeyPage(
        keys: [], number: count.next(), isLast: isLast, fetchedAt: Date(),
        failure: failure)
    }
  }

  /// All plans of all contexts as they come.
  func planPages(_ lane: Lane) -> AsyncThrowingStream<PlanPage, any Error> {
    pages { service in
      service.planPages(lane)
    } isLast: {
      $0.isLast
    } mark: { page, home, isLast in
      var page = page
      page.plans = page.plans.map { $0.at(home) }
      page.isLast = isLast
      return page
    } failed: { failure, isLast in
      PlanPage(plans: [], isLast: isLast, fetchedAt: Date(), failure: failure)
    }
  }

  /// The pages of all contexts, fetched side by side. The last of all is marked as such; a context
  /// that fails is a page of its own. Where none is left, it is the first one's failure.
  private func pages<Page: Sendable>(
    _ ask: @escaping @Sendable (GatewayService) -> AsyncThrowingStream<Page, any Error>,
    isLast: @escaping @Sendable (Page) -> Bool,
    mark: @escaping @Sendable (Page, Home, Bool) -> Page,
    failed: @escaping @Sendable (ContextFailure?, Bool) -> Page
  ) -> AsyncThrowingStream<Page, any Error> {
    AsyncThrowingStream { continuation in
      let ends = OpenEnds(members.count)
      let task = Task {
        await withTaskGroup { group in
          for member in members {
            group.addTask {
              do {
                let last = try await member.ask { service in
                  var last: Page?
                  for try await page in ask(service) {
                    if isLast(page) {
                      last = page
                    } else {
                      ends.before { _ = continuation.yield(mark(page, member.home, false)) }
                    }
                  }
                  return last
                }
                ends.end { isLast in
                  if let last { continuation.yield(mark(last, member.home, isLast)) }
                }
              } catch let error as GatewayError {
                let failure = ContextFailure(
                  home: member.home, context: member.context, error: error)
                ends.end { isLast in
                  // One that is left out says something only when it is the one to end it.
                  let told = member.isLeftOut ? nil : failure
                  if isLast || told != nil { continuation.yield(failed(told, isLast)) }
                }
              } catch {
                ends.end { _ in }
              }
            }
          }
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}

/// Counts who has still something to say. The count goes down in one step with the last thing that is
/// said, so that what is called the last of all is.
private final class OpenEnds: Sendable {
  private let open: Mutex<Int>

  init(_ count: Int) { open = Mutex(count) }

  /// Says something that is not the last.
  func before(_ say: () -> Void) { open.withLock { _ in say() } }

  /// Says the last thing; `isLast` when nobody else has more to say.
  func end(_ say: (_ isLast: Bool) -> Void) {
    open.withLock { open in
      open -= 1
      say(open == 0)
    }
  }
}

/// Numbers the pages of all contexts.
private final class PageCount: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
