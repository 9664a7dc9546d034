/// What the program is, and on what it runs: the beginning of a report of a fault.
package struct ProgramFacts: Hashable, Sendable {
  /// The program's version.
  package var version: String
  /// Swift's own libraries are part of the program.
  package var isStatic: Bool
  /// Built without optimising.
  package var isDebug: Bool
  /// The compiler's version.
  package var swift: String
  /// The operating system, its kernel and the processor.
  package var system: String
  /// The program's file; nil where the system does not say.
  package var path: String?

  /// Makes facts.
  package init(
    version: String, isStatic: Bool, isDebug: Bool, swift: String, system: String,
    path: String? = nil
  ) {
    self.version = version
    self.isStatic = isStatic
    self.isDebug = isDebug
    self.swift = swift
    self.system = system
    self.path = path
  }

  /// The lines about it.
  package var lines: [DoctorLine] {
    var page = DoctorPage(.program)
    let place = path.map { ", \($0)" } ?? ""
    page.ok("version", "tollgate \(version)\(place)", data: ["version": .text(version)])
    page.ok(
      "built",
      "with Swift \(swift), "
        + (isDebug ? "for debugging" : "for release")
        + (isStatic ? ", Swift's libraries inside" : ", with Swift's libraries of this machine"),
      data: ["static": .flag(isStatic), "debug": .flag(isDebug), "swift": .text(swift)])
    page.ok("system", system)
    return page.lines
  }
}
