import Canvas
import Testing

@Suite("Widgets stay inside")
struct ClippingTests {
  @Test(
    "A widget drawn on a field of x's changes nothing outside its rectangle",
    arguments: GlyphSet.allCases)
  func field(glyphs: GlyphSet) {
    let size = Size(width: 120, height: 30)
    let blank = CellBuffer(size: size, filledWith: Cell("x"))
    for (name, widget) in wildWidgets {
      for (width, height) in [(0, 0), (1, 1), (2, 2), (3, 1), (7, 3), (20, 5), (33, 8), (100, 20)] {
        let rect = Rect(x: 5, y: 4, width: width, height: height)
        var buffer = blank
        widget.draw(into: &buffer, in: rect, glyphs: glyphs)
        var outside = 0
        for y in 0..<size.height {
          for x in 0..<size.width
          where !rect.contains(Point(x: x, y: y)) && buffer[x, y] != Cell("x") {
            outside += 1
          }
        }
        #expect(outside == 0, "\(name) at \(width)x\(height)")
      }
    }
  }

  @Test("No size crashes, and a rectangle may lie partly or wholly outside the screen")
  func sizes() {
    for (width, height) in [(0, 0), (1, 1), (3, 1), (1, 9), (40, 8), (80, 24), (500, 200)] {
      for (_, widget) in wildWidgets {
        let buffer = drawn(widget, width, height)
        #expect(buffer.cells.count == width * height)
        var small = CellBuffer(size: Size(width: 10, height: 4))
        for origin in [Point(x: -3, y: -2), Point(x: 8, y: 3), Point(x: 90, y: 90)] {
          let rect = Rect(x: origin.x, y: origin.y, width: width, height: height)
          widget.draw(into: &small, in: rect, glyphs: .unicode)
        }
      }
    }
  }

  @Test("Columns of cells and of text agree in every row")
  func columns() {
    for (name, widget) in wildWidgets {
      let buffer = drawn(widget, 61, 17)
      for (y, row) in buffer.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        #expect(Text.width(String(row)) <= 61, "\(name), row \(y)")
        #expect(!row.unicodeScalars.contains { $0.value < 0x20 }, "\(name), row \(y)")
      }
    }
  }

  @Test("In ASCII no byte is above 0x7E")
  func ascii() {
    for (name, widget) in wildWidgets {
      for (width, height) in [(12, 5), (80, 24)] {
        let buffer = drawn(widget, width, height, glyphs: .ascii).asciified()
        let isPlain = buffer.cells.allSatisfy { cell in
          cell.text.utf8.count == 1 && cell.text.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7E }
        }
        #expect(isPlain, "\(name)")
      }
    }
  }
}
