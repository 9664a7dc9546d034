import Glibc

/// Programs of this package, as built beside the tests.
package enum BuiltProgram {
  /// The path of a program; nil when it was not built.
  package static func path(_ name: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    let own = String(
      decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = folder.joined(separator: "/") + "/" + name
    return access(path, X_OK) == 0 ? path : nil
  }
}
