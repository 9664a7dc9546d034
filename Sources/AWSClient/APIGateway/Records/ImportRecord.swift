/// What an import made.
package struct ImportRecord: Sendable, Equatable {
  /// Ids of the keys made or overwritten, in file order.
  package var ids: [String]
  /// The service's warnings.
  package var warnings: [String]

  /// Makes a record.
  package init(ids: [String], warnings: [String]) {
    self.ids = ids
    self.warnings = warnings
  }
}
