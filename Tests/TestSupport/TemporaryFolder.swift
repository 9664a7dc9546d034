package import Foundation

/// A folder of its own under the system's temporary one, which goes with ``remove()``.
package struct TemporaryFolder: Sendable {
  /// Its path.
  package let path: String

  /// Makes the folder.
  package init() throws {
    path =
      FileManager.default.temporaryDirectory.path(percentEncoded: false)
      + "tollgate-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Removes it with everything in it.
  package func remove() {
    // A folder that stays behind in the temporary one harms nobody.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Rights of a file in it, as in 0o600.
  package func rights(of name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }

  /// The bytes of all files in it, one after the other.
  package func allBytes() throws -> Data {
    var bytes = Data()
    for name in try FileManager.default.subpathsOfDirectory(atPath: path).sorted() {
      let file = path + "/" + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      bytes += try Data(contentsOf: URL(filePath: file))
    }
    return bytes
  }
}
