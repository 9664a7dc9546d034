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
    let words = [distribution, kernel("ostype"), kernel("osrelease"), machine].compactMap(\.self)
    return words.joined(separator: " ")
  }

  /// The name that the distribution gives itself.
  private static var distribution: String? {
    // Not every system has the file.
    let file = try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)
    let line = file?.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
    return line.map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } + "," }
  }

  private static func kernel(_ fact: String) -> String? {
    // Not every system has the file.
    let text = try? String(contentsOfFile: "/proc/sys/kernel/\(fact)", encoding: .utf8)
    return text?.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static var machine: String? {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "aarch64"
    #else
      nil
    #endif
  }
}
