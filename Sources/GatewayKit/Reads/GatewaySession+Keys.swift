import AWSClient
import SigV4

extension GatewaySession {
  func keyPages(name: String?, lane: Lane) -> AsyncThrowingStream<KeyPage, any Error> {
    stream { continuation in
      var position: String?
      var number = 0
      repeat {
        let answer = try await api.getAPIKeys(position: position, name: name, lane: lane)
        position = answer.value.position
        number += 1
        continuation.yield(
          KeyPage(
            keys: answer.value.items.map { APIKey($0, context: context) }, number: number,
            isLast: position == nil, fetchedAt: answer.receivedAt))
      } while position != nil
    }
  }

  /// All keys whose name begins so, or all keys.
  func allKeys(name: String? = nil, lane: Lane) async throws -> [APIKey] {
    var keys: [APIKey] = []
    var position: String?
    repeat {
      let page = try await api.getAPIKeys(position: position, name: name, lane: lane).value
      keys += page.items.map { APIKey($0, context: context) }
      position = page.position
    } while position != nil
    return keys
  }

  /// One key with its plans: two requests, side by side.
  func key(_ id: KeyID, lane: Lane) async throws -> APIKey {
    async let record = api.getAPIKey(id.wire, lane: lane).value
    async let plans = plansOfKey(id, lane: lane, withNames: false)
    let found = try await APIKey(record, context: context)
    var key = found
    key.plans = try await plans.map(\.reference)
    return key
  }

  /// One key without its plans: one request.
  func bareKey(_ id: KeyID, lane: Lane) async throws -> APIKey {
    APIKey(try await api.getAPIKey(id.wire, lane: lane).value, context: context)
  }

  func plansOfKey(_ id: KeyID, lane: Lane, withNames: Bool = true) async throws -> [UsagePlan] {
    var records: [UsagePlanRecord] = []
    var position: String?
    repeat {
      let page = try await api.getUsagePlans(position: position, keyId: id.wire, lane: lane).value
      records += page.items
      position = page.position
    } while position != nil
    return try await plans(records, lane: lane, withNames: withNames)
  }
}
