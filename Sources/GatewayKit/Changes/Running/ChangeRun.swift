import AWSClient

/// One performing of one change: what its steps need.
struct ChangeRun: Sendable {
  let session: GatewaySession
  /// Sends for real, or writes down what would be sent.
  let api: APIGateway
  let lane: Lane
  /// True when nothing is sent: then nothing is read back either.
  let isRehearsal: Bool
  let progress: @Sendable (String) -> Void
  var log = RunLog()

  /// Sends a changing request. When its answer is lost, looks whether it was applied: if so, that
  /// is the answer; if not, it is sent once more; if nobody can tell, the error says so.
  ///
  /// - Parameters:
  ///   - what: the change as the object of a sentence: `the new key`.
  ///   - send: sends the request.
  ///   - landed: reads the state that the request would have left; nil when it was not applied.
  /// - Returns: the answer, or what was read back in its stead.
  /// - Throws: the service's error, or the lost answer's when nobody can tell.
  func settle<Value: Sendable>(
    _ what: String, send: () async throws -> Answer<Value>,
    landed: () async throws -> Value?
  ) async throws -> Value {
    var isSecond = false
    while true {
      do {
        let answer = try await send()
        log.add(requestId: answer.requestId)
        return answer.value
      } catch let error as AWSError {
        log.add(requestId: error.requestId)
        guard error.mayHaveBeenApplied else { throw error }
        progress("the answer for \(what) was lost; looking whether it was applied")
        guard let value = try await look(landed, after: error) else {
          guard !isSecond, error.code != "Cancelled" else {
            var error = error
            error.mayHaveBeenApplied = false
            throw error
          }
          isSecond = true
          log.note("The first request for \(what) did not arrive; it was sent again.")
          continue
        }
        log.note("The answer for \(what) was lost; read back, it was applied.")
        return value
      }
    }
  }

  private func look<Value: Sendable>(
    _ landed: () async throws -> Value?, after error: AWSError
  ) async throws -> Value? {
    do {
      return try await landed()
    } catch {
      // What went wrong while looking matters less than that nobody knows the outcome.
    }
    throw error
  }

  /// Reads back after a change that is known to be applied. A read that fails does not undo the
  /// change: what is known stands, with a note.
  func readBack<Value: Sendable>(
    _ known: Value, _ read: () async throws -> Value
  ) async -> Value {
    guard !isRehearsal else { return known }
    do {
      return try await read()
    } catch {
      let reason = (session.translate(error) as? GatewayError)?.message ?? "cancelled"
      log.note("It was applied, but could not be read back: \(reason)")
      return known
    }
  }

  /// Runs to its end although the task that asked for it was cancelled: for taking back what was
  /// half done.
  func shielded<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await Task { try await work() }.value
  }
}
