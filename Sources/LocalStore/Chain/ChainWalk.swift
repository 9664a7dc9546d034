import Foundation
import GRDB

/// Goes through the journal's rows in order and notes the first that does not fit.
struct ChainWalk {
  private(set) var rows = 0
  private(set) var broken: (seq: Int64, reason: String)?
  private var previous = ChainHead.start
  private var outcomes: [Int64: JournalOutcome] = [:]

  /// Entries whose end nobody knows, in order.
  var unfinished: [Int64] {
    outcomes.filter { $0.value == .started || $0.value == .unknown }.keys.sorted()
  }

  /// Looks at the next row by number.
  mutating func visit(_ raw: Row, path: String) throws {
    rows += 1
    let seq = try raw.decode(Int64.self, forColumn: "seq")
    let stored = try raw.decode(Data?.self, forColumn: "hash") ?? Data()
    defer { previous = ChainHead(seq: seq, hash: stored) }
    do throws(StoreError) {
      let row = try Self.read(raw, path: path)
      outcomes[row.entry] = row.outcome
      guard broken == nil else { return }
      if seq != previous.seq + 1 {
        broken = (seq, Self.missing(from: previous.seq + 1, to: seq - 1))
      } else if row.hash(after: previous.hash) != stored {
        broken = (
          seq,
          seq == 1
            ? "row 1 was changed, or rows before it were removed"
            : "row \(seq) does not follow from row \(seq - 1): it was changed, replaced or added "
              + "by something else"
        )
      }
    } catch {
      if broken == nil { broken = (seq, "row \(seq) cannot be read") }
    }
  }

  /// Compares the end with the head that was noted when the last row was written.
  mutating func end(at head: ChainHead) {
    guard broken == nil, head != previous else { return }
    if previous.seq < head.seq {
      broken = (
        previous.seq + 1,
        "the end is cut off: \(Self.missing(from: previous.seq + 1, to: head.seq))"
      )
    } else if previous.seq > head.seq {
      broken = (
        head.seq + 1, "row \(head.seq + 1) was added by something else: the chain ended before it"
      )
    } else {
      broken = (head.seq, "row \(head.seq) is not the one that was written")
    }
  }

  private static func read(_ raw: Row, path: String) throws(StoreError) -> JournalRow {
    do {
      return try JournalRow(raw, path: path)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func missing(from first: Int64, to last: Int64) -> String {
    first == last ? "row \(first) is missing" : "rows \(first) to \(last) are missing"
  }
}
