import AWSClient

/// Names of REST APIs by id. Asked for once; again when an id is missing and the answer is older
/// than half a minute.
actor APINames {
  private static let shelfLife: Double = 30

  private let api: APIGateway
  private let clock: ClientClock
  private var records: [RestAPIRecord] = []
  private var fetchedAt: Double?

  init(api: APIGateway, clock: ClientClock) {
    self.api = api
    self.clock = clock
  }

  /// All APIs, from the service.
  func refresh(lane: Lane) async throws -> [RestAPIRecord] {
    var all: [RestAPIRecord] = []
    var position: String?
    repeat {
      let page = try await api.getRestAPIs(position: position, lane: lane).value
      all += page.items
      position = page.position
    } while position != nil
    records = all
    fetchedAt = clock.seconds()
    return all
  }

  /// Names of some APIs. An id without a name in the answer could not be looked up, for want of the
  /// permission or of the API: plans are shown with its id then, so the error is not passed on.
  func names(of ids: Set<String>, lane: Lane) async throws -> [String: String] {
    let known = Set(records.map(\.id))
    let isStale = fetchedAt.map { clock.seconds() - $0 > Self.shelfLife } ?? true
    if !ids.isSubset(of: known), isStale {
      do {
        _ = try await refresh(lane: lane)
      } catch let error as AWSError where error.kind == .service || error.kind == .unreadableAnswer
      {
        fetchedAt = clock.seconds()
      }
    }
    var names: [String: String] = [:]
    for record in records where ids.contains(record.id) { names[record.id] = record.name }
    return names
  }
}
