package import Foundation
import GRDB

extension LocalStore {
  /// Takes the right to send the next UpdateUsagePlan, of which AWS allows one per 20 seconds and
  /// account, whatever process sends it.
  ///
  /// - Parameters:
  ///   - scopes: what the account is known by, each with the region; all are looked at and all are
  ///     written, since an earlier process may have known the account by another name.
  ///   - now: the time.
  ///   - spacing: seconds between two updates.
  /// - Returns: 0 when the right was taken, else the seconds until asking again makes sense.
  /// - Throws: when the store cannot be written.
  package func claimPlanUpdate(
    scopes: [String], now: Date, spacing: Double
  ) async throws(StoreError) -> Double {
    try await write { db in
      let stamp = JournalRow.milliseconds(now)
      let length = Int64((spacing * 1000).rounded(.up))
      for scope in scopes {
        let last = try Int64.fetchOne(
          db, sql: "SELECT at FROM plan_updates WHERE scope = ?", arguments: [scope])
        // A time ahead of the clock comes from a clock that was set back: it is not waited for.
        if let last, last <= stamp, stamp - last < length {
          return Double(length - (stamp - last)) / 1000
        }
      }
      for scope in scopes {
        try db.execute(
          sql: """
            INSERT INTO plan_updates (scope, at) VALUES (?, ?)
            ON CONFLICT (scope) DO UPDATE SET at = excluded.at
            """, arguments: [scope, stamp])
      }
      return 0
    }
  }
}
