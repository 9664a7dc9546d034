extension Surroundings {
  /// Sentences that a person should read: a credentials file that others can read.
  func warnings() -> [String] {
    let path = files.credentialsPath
    guard let mode = fileMode(files.expanded(path)), mode & 0o044 != 0 else { return [] }
    return [
      "\(path) can be read by others on this machine (mode \(String(mode, radix: 8))). "
        + "Close it with: chmod 600 \(path)"
    ]
  }
}
