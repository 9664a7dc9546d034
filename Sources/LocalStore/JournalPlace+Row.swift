import GRDB

extension JournalPlace {
  /// Reads the four columns that every table with a place has.
  init(_ row: Row) throws {
    self.init(
      profile: try row.decode(forColumn: "profile"), region: try row.decode(forColumn: "region"),
      endpoint: try row.decode(forColumn: "endpoint"),
      account: try row.decode(forColumn: "account"))
  }
}
