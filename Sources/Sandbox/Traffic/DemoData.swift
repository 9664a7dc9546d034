/// Makes the demo data from the seed and the day alone.
struct DemoData {
  private let options: SandboxOptions
  private let now: Double

  /// Prepares to make the data.
  init(_ options: SandboxOptions, now: Double) {
    self.options = options
    self.now = now
  }

  /// Makes the whole account.
  func state() -> AccountState {
    AccountState()
  }
}
