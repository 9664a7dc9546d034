import Canvas

/// Draws a widget into a field of x's, so that whatever it draws outside its rectangle shows.
func drawn(
  _ widget: any Widget, _ width: Int, _ height: Int, glyphs: GlyphSet = .unicode
) -> CellBuffer {
  var buffer = CellBuffer(size: Size(width: width, height: height))
  widget.draw(into: &buffer, in: buffer.bounds, glyphs: glyphs)
  return buffer
}

/// Widgets with content that wants to leave its rectangle.
var wildWidgets: [(name: String, widget: any Widget)] {
  let long = String(repeating: "漢字é😀 long\u{1B}[2J", count: 40)
  let columns = [
    TableColumn("name", long, minimum: 12, ideal: 40), TableColumn("n", "N", .right, minimum: 5),
    TableColumn("x", "X", .center, minimum: 5, leaves: 1),
  ]
  let days = (0..<90).map { index in
    ChartDay(
      index % 9 == 0 ? long : "\(index) Nov", used: index % 7 == 0 ? nil : index * index * 1_000,
      remaining: index % 11 == 0 ? nil : 900_000 - index * 10_000, isReset: index % 30 == 0,
      isForecast: index > 80)
  }
  let form = Form(
    [
      FormField("a", label: long, value: .text(TextField(long)), hint: long, error: long),
      FormField("b", label: "B", value: .choice([long, "x"], selected: 0), hint: "one"),
    ], focus: 1)
  return [
    (
      "table",
      TableWidget(
        columns: columns, rowCount: 1_000, cursor: 503, scroll: 500,
        sort: TableSort(column: "name", ascending: true), hasScrollbar: true,
        isMarked: { $0.isMultiple(of: 2) }, cell: { _, _ in Line(long, .ok) })
    ),
    (
      "empty table",
      TableWidget(columns: columns, rowCount: 0, emptyText: [Line(long)]) { _, _ in [] }
    ),
    ("chart", BarChart(days: days, quota: 1_000_000, quotaLabel: long, cursor: 50)),
    ("huge chart", BarChart(days: [ChartDay("x", used: .max, remaining: .max)], quota: .max)),
    ("zoomed chart", BarChart(days: days, quota: 5, cursor: 89, scalesToUse: true)),
    ("no days", BarChart(days: [])),
    ("sparkline", Sparkline((0..<700).map { $0 % 5 == 0 ? nil : Double($0) })),
    ("odd sparkline", Sparkline([.nan, .infinity, -5, 0, nil], top: .nan)),
    ("gauge", Gauge(0.981)), ("over", Gauge(1.2, overText: long)), ("no gauge", Gauge(.nan)),
    ("field", TextField(long, suggestion: long)), ("secret", TextField(long, isSecret: true)),
    ("prompt", Prompt(":", field: TextField(long), note: Line(long))),
    ("form", form),
    (
      "dialog",
      Dialog(
        title: Line(long),
        body: [.text(Line(long)), .labelled(long, Line(long)), .verbatim(Line(long))],
        form: form, prompt: Prompt(">", field: TextField(long)), error: long,
        keys: [KeyHint("d", long), KeyHint("esc", "nothing")], scroll: 3, isDangerous: true)
    ),
    ("header", HeaderBar(left: Line(long), right: [Line("12 s old"), Line(long)])),
    (
      "foot",
      FootBar(lead: "2 marked", hints: [KeyHint("d", long), KeyHint("?", "all keys", priority: 9)])
    ),
    ("message", MessageLine(Line(long, .warn))),
    ("facts", FactGrid(left: [.init(long, Line(long))], right: [.init("B", Line(long))])),
  ]
}
