import Foundation

/// Where themes are looked for.
enum ThemeFolders {
  /// The folders beside the program and above it as the package lays them out, the one of the working
  /// directory's package, then the user's, which wins.
  static func all(_ environment: [String: String]) -> [String] {
    var folders: [String] = []
    if let program = executable() {
      let folder = parent(program)
      folders.append(folder + "/themes")
      folders.append(parent(folder) + "/share/tollgate/themes")
      if let package = packageFolder(above: folder) { folders.append(package + "/themes") }
    }
    if let configuration = configurationFolder(environment) {
      folders.append(configuration + "/themes")
    }
    return folders
  }

  private static func configurationFolder(_ environment: [String: String]) -> String? {
    if let base = environment["XDG_CONFIG_HOME"], base.hasPrefix("/") { return base + "/tollgate" }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.config/tollgate"
  }

  /// A program that was built in `.build` belongs to the package above it.
  private static func packageFolder(above folder: String) -> String? {
    guard let build = folder.range(of: "/.build/") else { return nil }
    return String(folder[..<build.lowerBound])
  }

  private static func executable() -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    guard length > 0 else { return nil }
    return String(decoding: buffer.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[..<slash])
  }
}
