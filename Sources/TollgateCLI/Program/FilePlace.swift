/// What is at a path, as far as a command that would make something there must know.
package enum FilePlace: Hashable, Sendable {
  /// Nothing, and its folder takes a file.
  case free
  /// A file, or anything else that is no folder.
  case file
  /// A folder that takes files.
  case folder
  /// A folder that may not be written.
  case closedFolder
  /// Nothing, and no folder around it either.
  case nowhere
  /// Nothing, and the folder around it may not be written.
  case closed
}
