extension LocalStore {
  /// Takes a lock by name (`advance`, `rotation-ID`) without waiting; nil when another process, or
  /// another part of this one, has it. It ends with the process, whatever ends that.
  package func lock(_ name: String) throws(StoreError) -> StoreLock? {
    let allowed = name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || $0 == 0x2D || $0 == 0x5F
    }
    // `tollgate` would be the folder's own lock.
    guard allowed, !name.isEmpty, name.utf8.count <= 100, name != "tollgate" else {
      throw StoreError(kind: .other, path: folder.path, reason: "that is no name for a lock")
    }
    return try StoreLock.take("\(folder.path)/\(name).lock")
  }
}
