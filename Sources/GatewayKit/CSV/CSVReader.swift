/// Reads the bytes of a CSV text one after the other.
struct CSVReader {
  private enum Place {
    case fieldStart, plain, quoted, afterQuote
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private let bytes: [UInt8]
  private var place = Place.fieldStart
  private var field: [UInt8] = []
  private var fields: [String] = []
  private var line = 1
  private var recordLine = 1
  private var quoteLine = 1
  private var result: [CSVDocument.Record] = []

  init(_ text: String) {
    let all = Array(text.utf8)
    bytes = all.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(all.dropFirst(3)) : all
  }

  mutating func records() throws(CSVDocument.Fault) -> [CSVDocument.Record] {
    var index = 0
    while index < bytes.count {
      var byte = bytes[index]
      index += 1
      if byte == Self.carriageReturn, place != .quoted {
        // CRLF and a lone CR both end a line.
        if index < bytes.count, bytes[index] == Self.newline { index += 1 }
        byte = Self.newline
      }
      try take(byte)
    }
    guard place != .quoted else { throw fault(at: quoteLine, "the quote is never closed") }
    if place != .fieldStart || !fields.isEmpty { endRecord() }
    return result
  }

  private mutating func take(_ byte: UInt8) throws(CSVDocument.Fault) {
    switch (place, byte) {
    case (.quoted, Self.quote):
      place = .afterQuote
    case (.quoted, _):
      if byte == Self.newline { line += 1 }
      field.append(byte)
    case (.afterQuote, Self.quote):
      field.append(byte)
      place = .quoted
    case (_, Self.comma):
      endField()
    case (_, Self.newline):
      endRecord()
      line += 1
      recordLine = line
    case (.fieldStart, Self.quote):
      quoteLine = line
      place = .quoted
    case (.afterQuote, _):
      throw fault(at: line, "there is text after the closing quote")
    case (.plain, Self.quote):
      throw fault(at: line, "there is a quote within a field that does not begin with one")
    default:
      field.append(byte)
      place = .plain
    }
  }

  private mutating func endField() {
    fields.append(String(decoding: field, as: UTF8.self))
    field.removeAll(keepingCapacity: true)
    place = .fieldStart
  }

  private mutating func endRecord() {
    let isEmptyLine = fields.isEmpty && field.isEmpty && place == .fieldStart
    if !isEmptyLine {
      endField()
      result.append(CSVDocument.Record(line: recordLine, fields: fields))
    }
    fields = []
    place = .fieldStart
  }

  private func fault(at line: Int, _ reason: String) -> CSVDocument.Fault {
    CSVDocument.Fault(line: line, column: String(fields.count + 1), reason: reason)
  }
}
