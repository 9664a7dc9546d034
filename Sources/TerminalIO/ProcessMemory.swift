import CTerminal

/// What others may see of the memory of this process.
package enum ProcessMemory {
  /// Forbids core dumps, and that other processes of the same user look inside; for the whole
  /// process and for good. False when the system refused.
  package static func forbidDumps() -> Bool { ct_forbid_dumps() }
}
