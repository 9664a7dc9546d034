/// One thing that is done to a rotation, with its requests; each may be repeated without harm.
enum RotationStep: Hashable, Sendable {
  /// Write on the old key that this rotation begins.
  case claim
  /// End before anything was made, since another rotation has the key.
  case giveWay(GatewayError)
  /// Make the new key.
  case create
  /// Take the new key that an earlier run made.
  case adopt
  /// Delete a second new key that an unclear answer left behind.
  case removeExtra(KeyID)
  /// Write on the old key which one replaces it.
  case mark
  /// Take the claim away again.
  case unclaim
  /// Put the new key into a plan.
  case attach(PlanReference)
  /// Give the new key what the old one has left in a plan.
  case carry(PlanReference)
  /// Everything is in place.
  case finishAttaching
  /// Hand the value over.
  case deliver
  /// Both keys work from now on.
  case beginOverlap
  /// Disable the old key.
  case retire
  /// The old key is off already.
  case endOverlap(because: String?)
  /// Give up, since one of the keys is gone or revoked.
  case stop(because: String)
  /// Go on taking the new key back.
  case rollBack
  /// Delete the old key.
  case delete
}

/// What is to be done next.
enum RotationVerdict: Hashable, Sendable {
  /// A step.
  case step(RotationStep)
  /// Nothing yet, and what it waits for.
  case waits([String])
  /// Nothing, until somebody mends what the error names.
  case refuse(GatewayError)
  /// Nothing any more.
  case rest
}
