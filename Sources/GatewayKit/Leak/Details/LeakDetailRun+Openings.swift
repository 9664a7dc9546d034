import AWSClient

extension LeakDetailRun {
  /// APIs whose methods are read; GetResources is allowed five times in two seconds.
  private static let readAPIs = 10
  /// Pages of resources of an API, 500 each.
  private static let readPages = 4

  /// The API stages that the plans open, with the methods that ask for a key.
  func tellOpenings(_ plans: [UsagePlan]) async throws {
    var methods: [String: [String]] = [:]
    var unread: [String] = []
    let ids = plans.flatMap { $0.apiStages.map(\.reference.apiId) }
    var seen: Set<String> = []
    for id in ids where seen.insert(id).inserted {
      guard methods.count + unread.count < Self.readAPIs, hasTime else {
        unread.append(id)
        continue
      }
      do {
        methods[id] = try await keyMethods(id)
      } catch let error as AWSError where error.kind == .service {
        unread.append(id)
      }
    }
    tell(
      .opens(
        plans.flatMap { plan in
          plan.apiStages.map { stage in
            LeakDetail.Opening(
              stage: stage.reference, apiName: stage.apiName,
              methods: methods[stage.reference.apiId], plan: plan.reference)
          }
        }))
    if !unread.isEmpty {
      tell(
        .note(
          "The methods of \(unread.count == 1 ? "one API" : "\(unread.count) APIs") were not read: "
            + unread.prefix(5).joined(separator: ", ")
            + (unread.count > 5 ? " and others." : ".")))
    }
  }

  /// The methods of an API that ask for a key, `GET /orders`.
  private func keyMethods(_ api: String) async throws -> [String] {
    var methods: [String] = []
    var position: String?
    var pages = 0
    repeat {
      let page = try await session.api.getResources(
        api: api, position: position, lane: .interactive
      ).value
      for resource in page.items {
        methods += resource.methods.filter(\.apiKeyRequired).map {
          "\($0.httpMethod) \(resource.path)"
        }
      }
      position = page.position
      pages += 1
    } while position != nil && pages < Self.readPages && hasTime
    if position != nil {
      tell(.note("The API \(api) has more resources than were read; some methods are missing."))
    }
    return methods.sorted()
  }
}
