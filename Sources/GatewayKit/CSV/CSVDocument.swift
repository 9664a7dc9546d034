/// A CSV file as its records, with the line on which each begins. Quotes, embedded line ends, CRLF
/// and a byte order mark are read as RFC 4180 and spreadsheets have them.
package struct CSVDocument: Hashable, Sendable {
  /// A record.
  package struct Record: Hashable, Sendable {
    /// Line on which it begins, from 1.
    package var line: Int
    /// Its fields.
    package var fields: [String]
  }

  /// What is wrong with a file, and where.
  package struct Fault: Error, Hashable, Sendable {
    /// Line, from 1.
    package var line: Int
    /// Column of the file, from 1, or its name where the header is known.
    package var column: String
    /// What is wrong, without any field's content.
    package var reason: String

    /// `line 3, column Key: the quote is never closed`.
    package var description: String { "line \(line), column \(column): \(reason)" }
  }

  /// The records; empty lines are left out.
  package let records: [Record]

  /// Reads a text.
  package init(_ text: String) throws(Fault) {
    var reader = CSVReader(text)
    records = try reader.records()
  }
}
