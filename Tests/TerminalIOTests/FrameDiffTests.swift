import Canvas
import Testing

@testable import TerminalIO

@Suite("From one frame to the next")
struct FrameDiffTests {
  private func buffer(_ rows: [String], style: Style = .plain) -> CellBuffer {
    var buffer = CellBuffer(size: Size(width: rows[0].count, height: rows.count))
    for (y, row) in rows.enumerated() {
      for (x, character) in row.enumerated() {
        // `_` stands for the second column of what is before it.
        buffer[x, y] = Cell(character == "_" ? "" : String(character), style: style)
      }
    }
    return buffer
  }

  private func runs(_ diff: FrameDiff) -> [String] {
    diff.runs.map { "\($0.y): \($0.columns.lowerBound)..<\($0.columns.upperBound)" }
  }

  @Test("Without an old frame every row is put, in one run while its style is one")
  func first() {
    let diff = FrameDiff(from: nil, to: buffer(["abc", "def"]))
    #expect(runs(diff) == ["0: 0..<3", "1: 0..<3"])
    #expect(diff.wholeRows == [])
  }

  @Test("The same frame puts nothing")
  func same() {
    let frame = buffer(["abc", "漢_x"])
    let diff = FrameDiff(from: frame, to: frame)
    #expect(diff.runs == [])
    #expect(diff.wholeRows == [])
  }

  @Test("A frame that changed one row puts that row's changed cells only")
  func oneRow() {
    let diff = FrameDiff(from: buffer(["abcdef", "ghijkl"]), to: buffer(["abcdef", "gHIjkL"]))
    #expect(runs(diff) == ["1: 1..<3", "1: 5..<6"])
    #expect(diff.wholeRows == [])
  }

  @Test("Another size is another screen")
  func otherSize() {
    let diff = FrameDiff(from: buffer(["ab", "cd"]), to: buffer(["abc"]))
    #expect(runs(diff) == ["0: 0..<3"])
  }

  @Test("A change of style alone is a change, and ends a run")
  func styles() {
    let old = buffer(["abcd"])
    var new = old
    new[1, 0].style = Style(.danger)
    new[2, 0].style = Style(.ok)
    let diff = FrameDiff(from: old, to: new)
    #expect(
      diff.runs == [
        FrameDiff.Run(y: 0, columns: 1..<2, style: Style(.danger)),
        FrameDiff.Run(y: 0, columns: 2..<3, style: Style(.ok)),
      ])
  }

  @Test(
    "A row with wide or combining text is repainted whole when anything in it changed",
    arguments: [
      (["x漢_y"], ["x漢_z"]), (["xe\u{301}y"], ["xe\u{301}z"]), (["x漢_y"], ["xabc"]),
      (["xabc"], ["x漢_y"]),
    ])
  func delicate(old: [String], new: [String]) {
    let diff = FrameDiff(from: buffer(["same"] + old), to: buffer(["same"] + new))
    #expect(runs(diff).map { $0.prefix(2) }.allSatisfy { $0 == "1:" })
    #expect(diff.runs.first?.columns.lowerBound == 0)
    #expect(diff.wholeRows == [1])
  }

  @Test("A wide grapheme keeps its second column, whatever style that claims")
  func continuation() {
    var new = buffer(["漢_x"])
    new[1, 0].style = Style(.danger)
    #expect(
      FrameDiff(from: nil, to: new).runs == [
        FrameDiff.Run(y: 0, columns: 0..<3, style: .plain)
      ])
  }

  @Test("No cells, no runs", arguments: [Size(width: 0, height: 5), Size(width: 5, height: 0)])
  func empty(size: Size) {
    #expect(FrameDiff(from: nil, to: CellBuffer(size: size)).runs == [])
  }
}
