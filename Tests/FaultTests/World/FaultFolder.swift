import Foundation

/// A folder of its own in memory where there is one, since thousands of synced journals would wait
/// for a disk; it goes with ``remove()``.
struct FaultFolder: Sendable {
  let path: String

  init() throws {
    let files = FileManager.default
    let memory = "/dev/shm"
    let parent =
      files.isWritableFile(atPath: memory)
      ? memory : files.temporaryDirectory.path(percentEncoded: false)
    path = parent + "/tollgate-faults-" + UUID().uuidString
    try files.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() {
    // A folder that stays behind in the temporary one harms nobody.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The bytes of all files in a folder below, one after the other.
  func bytes(of name: String) throws -> Data {
    let folder = path + "/" + name
    var bytes = Data()
    guard FileManager.default.fileExists(atPath: folder) else { return bytes }
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      let whole = folder + "/" + file
      guard FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      bytes += try Data(contentsOf: URL(filePath: whole))
    }
    return bytes
  }
}
