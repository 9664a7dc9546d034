import Canvas
import Testing

@Suite("Layout")
struct LayoutTests {
  private let screen = Rect(x: 0, y: 0, width: 80, height: 24)

  @Test("Fixed parts first, shares of the rest")
  func rows() {
    let parts = screen.rows([.fixed(2), .share(1), .share(2), .fixed(2)])
    #expect(parts.map(\.y) == [0, 2, 8, 22])
    #expect(parts.map(\.height) == [2, 6, 14, 2])
    let narrow = Rect(x: 3, y: 0, width: 5, height: 1).columns([.fixed(4), .fixed(4), .share(1)])
    #expect(narrow.map(\.x) == [3, 7, 8])
    #expect(narrow.map(\.width) == [4, 1, 0])
  }

  @Test("What is centred shrinks to the room there is")
  func centered() {
    #expect(
      screen.centered(width: 40, height: 10) == Rect(x: 20, y: 7, width: 40, height: 10))
    #expect(screen.centered(width: 400, height: 100) == screen)
    #expect(
      Rect(x: 0, y: 0, width: 0, height: 0).centered(width: 4, height: 4)
        == Rect(x: 0, y: 0, width: 0, height: 0))
  }

  @Test("Styled lines wrap with their styles and an indent")
  func wrapped() {
    let line = Line("Opens ", .dim) + "orders-api/prod and search-api/prod"
    let rows = line.wrapped(to: 18, indent: 2)
    #expect(rows.map(\.text) == ["Opens", "  orders-api/prod", "  and", "  search-api/prod"])
    #expect(rows[0].spans == [TextSpan("Opens", .dim)])
    #expect(Line("abcdefgh").wrapped(to: 3).map(\.text) == ["abc", "def", "gh"])
    #expect(Line("a b").wrapped(to: 0) == [])
    #expect(Line().wrapped(to: 9).count == 1)
  }
}
