/// Nobody reads stdout any more, as after `| head`: no failure, only the end of the work.
package struct BrokenPipe: Error, Equatable, Sendable {
  /// Makes one.
  package init() {}
}
