/// How an emulator is set up.
package struct SandboxOptions: Sendable {
  /// TCP port on loopback; 0 takes a free one.
  package var port: Int
  /// Number of demo keys.
  package var keys: Int
  /// Number of demo plans.
  package var plans: Int
  /// Seed of the demo data.
  package var seed: UInt64
  /// File that keeps the state over restarts; nil keeps it in memory.
  package var stateFile: String?
  /// Added to every answer, in milliseconds.
  package var latencyMilliseconds: Int
  /// Seconds until the data plane sees what the control plane answered to; 0 for at once.
  package var propagationSeconds: Double
  /// Lifts the control plane's rates.
  package var isUnlimited: Bool
  /// What callers may do; nil for everything.
  package var policy: Policy?

  /// Makes options; the defaults are those of `tollgate sandbox`.
  package init(
    port: Int = 0, keys: Int = 400, plans: Int = 9, seed: UInt64 = 1, stateFile: String? = nil,
    latencyMilliseconds: Int = 0, propagationSeconds: Double = 5, isUnlimited: Bool = false,
    policy: Policy? = nil
  ) {
    self.port = port
    self.keys = keys
    self.plans = plans
    self.seed = seed
    self.stateFile = stateFile
    self.latencyMilliseconds = latencyMilliseconds
    self.propagationSeconds = propagationSeconds
    self.isUnlimited = isUnlimited
    self.policy = policy
  }
}
