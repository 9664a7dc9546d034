import Foundation

/// The program's own file.
enum Executable {
  /// Its path; nil where the system does not say.
  static var path: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
