import GatewayKit

extension Session {
  /// Says loudly that a revoked key works again.
  func shout(_ revivals: [Revival]) {
    for revival in revivals { say("WARNING: \(revival.sentence)") }
  }
}

extension Revival {
  /// What happened and what to do, as two sentences.
  var sentence: String {
    let label = name.isEmpty ? keyId : "\(name) (\(keyId))"
    let when = Instant.shown(revokedAt)
    return switch form {
    case .enabled:
      "\(label) was revoked as leaked on \(when), and it is enabled again. "
        + "Cut it off with keys disable \(keyId)"
    case .sameValue:
      "\(label) has the value of a key that was revoked as leaked on \(when). "
        + "Cut it off with keys disable \(keyId)"
    case .imported(let line):
      "Line \(line) of the file, \(name), has the value of a key that was revoked as leaked on "
        + "\(when). Take it out"
    }
  }
}
