/// Applies `transform` to all items, at most eight at a time, and keeps their order. The request
/// budget decides how fast they leave; this only keeps answers from being waited for one by one.
func concurrently<Item: Sendable, Result: Sendable>(
  _ items: [Item], limit: Int = 8, progress: (Int) -> Void = { _ in },
  _ transform: @escaping @Sendable (Item) async throws -> Result
) async throws -> [Result] {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: items.count)
    var next = 0
    var done = 0
    func startOne() {
      let index = next
      let item = items[index]
      group.addTask { (index, try await transform(item)) }
      next += 1
    }
    while next < min(limit, items.count) { startOne() }
    while let (index, result) = try await group.next() {
      results[index] = result
      done += 1
      progress(done)
      if next < items.count { startOne() }
    }
    return results.compactMap { $0 }
  }
}
