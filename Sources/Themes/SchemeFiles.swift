import Foundation

/// The files of a themes folder.
enum SchemeFiles {
  /// The scheme files of a folder by name; none when it cannot be listed.
  static func paths(in folder: String) -> [String] {
    // A folder that is not there or may not be listed holds no themes for us.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { name in
      !name.hasPrefix(".") && (name.hasSuffix(".yaml") || name.hasSuffix(".yml"))
    }.sorted().map { folder + "/" + $0 }
  }

  /// Reads a scheme file.
  static func read(_ path: String) throws(SchemeError) -> Scheme {
    let data: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }  // Nothing was written, so nothing can be lost.
      data = try handle.read(upToCount: SchemeReader.sizeLimit + 1) ?? Data()
    } catch {
      throw SchemeError(file: path, line: nil, reason: "the file cannot be read")
    }
    guard data.count <= SchemeReader.sizeLimit else {
      throw SchemeError(file: path, line: nil, reason: "the file is too large for a colour scheme")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw SchemeError(file: path, line: nil, reason: "the file is not UTF-8 text")
    }
    return try SchemeReader.read(text, file: path)
  }
}
