import Foundation
import GatewayKit
import TollgateCLI

extension Executable {
  /// What the program is, and on what it runs.
  static var facts: ProgramFacts {
    ProgramFacts(
      version: Tollgate.number,
      isStatic: !loads("libswiftCore.so"), isDebug: isDebug, swift: swift, system: system,
      path: path)
  }

  /// Whether a library of that name is part of the process; nothing is loaded.
  private static func loads(_ library: String) -> Bool {
    guard let handle = dlopen(library, RTLD_LAZY | RTLD_NOLOAD) else { return false }
    dlclose(handle)
    return true
  }

  private static var isDebug: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }

  private static var swift: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #else
      "6.3"
    #endif
  }

  private static var system: String {
    var name = utsname()
    guard uname(&name) == 0 else { return ProcessInfo.processInfo.operatingSystemVersionString }
    let words = [text(of: name.sysname), text(of: name.release), text(of: name.machine)]
    return ([distribution].compactMap(\.self) + words).joined(separator: " ")
  }

  /// The name that the distribution gives itself.
  private static var distribution: String? {
    // Not every system has the file.
    let file = try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)
    let line = file?.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
    return line.map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } + "," }
  }

  private static func text(of field: some Any) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
