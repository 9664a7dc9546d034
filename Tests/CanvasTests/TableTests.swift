import Canvas
import Testing

@Suite("Table")
struct TableTests {
  private struct Row {
    var name: String
    var owner: String
    var state: String
    var used: Double?
    var left: Int
    var days: [Double?]
  }

  private let rows = [
    Row(name: "acme-mobile", owner: "acme", state: "on", used: 0.981, left: 212, days: [2, 8, 4]),
    Row(
      name: "globex-web", owner: "globex", state: "on", used: 0.5, left: 5_000, days: [3, nil, 5]),
    Row(name: "initech", owner: "initech", state: "off", used: nil, left: 1_391, days: [0, 1, 7]),
    Row(
      name: "漢字の鍵-with-a-name", owner: "u\u{1B}[31m", state: "on", used: 1.12, left: -3, days: []),
  ]

  private let columns = [
    TableColumn("name", "Name", minimum: 12, ideal: 14),
    TableColumn("owner", "Owner", minimum: 8, leaves: 2),
    TableColumn("state", "State", minimum: 5),
    TableColumn("used", "Used of quota", minimum: 14),
    TableColumn("left", "Left", .right, minimum: 6, leaves: 3),
    TableColumn("days", "14 days", minimum: 7, leaves: 1),
  ]

  private func table(cursor: Int? = 0, scroll: Int = 0, _ glyphs: GlyphSet = .unicode)
    -> TableWidget
  {
    TableWidget(
      columns: columns, rowCount: rows.count, cursor: cursor, scroll: scroll,
      sort: TableSort(column: "left", ascending: false), isMarked: { $0 == 1 },
      cell: { row, column in
        let value = rows[row]
        return switch columns[column].id {
        case "name": Line(value.name)
        case "owner": Line(value.owner)
        case "state": Line(value.state, value.state == "on" ? .ok : .dim)
        case "used":
          value.used == nil
            ? TableWidget.pending(glyphs)
            : Gauge(value.used, overText: "over by 1,203").line(width: 14, glyphs: glyphs)
        case "left": Line(Figures.grouped(value.left))
        default: Sparkline(value.days, top: 8).line(width: 7, glyphs: glyphs)
        }
      })
  }

  @Test("All columns, cursor, marks, sort mark, foreign text")
  func wide() {
    let buffer = drawn(table(), 72, 6)
    #expect(
      buffer.text == """
           Name            Owner     State  Used of quota    Left▼  14 days
         ▌ acme-mobile     acme      on     ████████▊  98%     212  ▂█▄
         ● globex-web      globex    on     ████▌      50%   5,000  ▃ ▅
           initech         initech   off    …                1,391  ▁▁▇
           漢字の鍵-with…  u\\u{1b}…  on     over by 1,203       -3

        """)
    #expect(
      buffer.styledText() == """
        ...dddddddddddddd..dddddddd..ddddd..dddddddddddddd..aaaaaa..ddddddd
        .a...........................oo.....wwwwwwwww...............111
        .a...........................oo.....111111111...............111
        .............................ddd....d.......................111
        .............................oo.....!!!!!!!!!!!!!!

        """)
    #expect(
      buffer.styledText(map: CellBuffer.surfaceLetter).split(separator: "\n").map { $0.prefix(3) }
        == ["sss"])
  }

  @Test("Columns leave in their order, and the name gives way last")
  func narrow() {
    #expect(table().visibleColumns(width: 64) == ["name", "owner", "state", "used", "left"])
    #expect(table().visibleColumns(width: 50) == ["name", "state", "used", "left"])
    #expect(table().visibleColumns(width: 40) == ["name", "state", "used"])
    #expect(
      drawn(table(), 32, 3).text == """
           Name    State  Used of quota
         ▌ acme-…  on     ████████▊  98%
         ● globe…  on     ████▌      50%
        """)
  }

  @Test("ASCII")
  func ascii() {
    #expect(
      drawn(table(.ascii), 72, 5, glyphs: .ascii).asciified().text == """
           Name            Owner     State  Used of quota    Leftv  14 days
         > acme-mobile     acme      on     [###### ]  98%     212  .#:
         * globex-web      globex    on     [###    ]  50%   5,000  . :
           initech         initech   off    ~                1,391  _.#
           ????????-with~  u\\u{1b}~  on     over by 1,203       -3
        """)
  }

  @Test("Cursor and mark on one row both show")
  func both() {
    #expect(
      drawn(table(cursor: 1), 40, 3).text.split(separator: "\n")[2].hasPrefix("▌● globex-web"))
  }

  @Test("Only visible cells are asked for")
  func lazy() {
    var asked: Set<Int> = []
    var widget = TableWidget(columns: columns, rowCount: 10_000, scroll: 5_000) { _, _ in [] }
    widget.cell = { row, _ in
      asked.insert(row)
      return "x"
    }
    _ = drawn(widget, 80, 11)
    #expect(asked == Set(5_000..<5_010))
  }

  @Test("Nothing to show says why in the middle")
  func empty() {
    let widget = TableWidget(
      columns: Array(columns.prefix(1)), rowCount: 0,
      emptyText: ["No keys in this plan.", "a attaches one, n makes one."]
    ) { _, _ in [] }
    #expect(
      drawn(widget, 34, 6).text == """
           Name

              No keys in this plan.
           a attaches one, n makes one.


        """)
  }

  @Test("Clicks find columns and rows")
  func clicks() {
    let rect = Rect(x: 10, y: 5, width: 72, height: 4)
    #expect(table().columnAt(x: 13, in: rect) == 0)
    #expect(table().columnAt(x: 12, in: rect) == nil)
    #expect(table().columnAt(x: 29, in: rect) == 1)
    #expect(table().rowAt(y: 5, in: rect) == nil)
    #expect(table().isHeading(y: 5, in: rect))
    #expect(table().rowAt(y: 6, in: rect) == 0)
    #expect(table(scroll: 2).rowAt(y: 7, in: rect) == 3)
    #expect(table(scroll: 2).rowAt(y: 8, in: rect) == nil)
  }

  @Test("Scrolling keeps the cursor in sight and moves little")
  func scrolling() {
    func scroll(_ first: Int, _ cursor: Int) -> Int {
      TableWidget.scroll(first, keeping: cursor, rowCount: 100, visible: 10)
    }
    #expect(scroll(0, 9) == 0)
    #expect(scroll(0, 10) == 1)
    #expect(scroll(50, 49) == 49)
    #expect(scroll(99, 95) == 90)
    #expect(scroll(-4, 0) == 0)
    #expect(TableWidget.scroll(5, keeping: 3, rowCount: 4, visible: 10) == 0)
    #expect(TableWidget.scroll(5, keeping: 3, rowCount: 4, visible: 0) == 0)
  }

  @Test("The scroll bar shows where we are")
  func scrollbar() {
    var widget = TableWidget(
      columns: [TableColumn("n", "N", minimum: 3)], rowCount: 20, hasScrollbar: true
    ) { row, _ in Line("\(row)") }
    #expect(
      drawn(widget, 8, 5).text == """
           N
           0   █
           1   │
           2   │
           3   │
        """)
    widget.scroll = 16
    #expect(drawn(widget, 8, 5).text.split(separator: "\n")[4] == "   19  █")
  }
}
