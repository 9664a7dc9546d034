import ArgumentParser

/// How results are written.
package enum OutputFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
  /// Aligned columns for people.
  case table
  /// JSON for programs.
  case json
  /// RFC 4180 for spreadsheets.
  case csv
}
