import Canvas
import Testing

@Suite("Dialogs, forms and bars")
struct DialogTests {
  private let dialog = Dialog(
    title: "Leaked key",
    body: [
      .text("px1KW6...qBazOJH, matched first 6 and last 7: the only one of 10,000 keys"), .gap,
      .labelled("Opens", "orders-api/prod (14 methods), search-api/prod (3 methods)"),
      .labelled("Managed by", "CloudFormation stack acme-keys: a deploy may enable it again"),
      .verbatim("PATCH /apikeys/a1b2c3d4e5"),
    ],
    prompt: Prompt("type acme-mobile to confirm: ", field: TextField("acme")),
    error: "that is not the name of the key",
    keys: [KeyHint("d", "disable now"), KeyHint("s", "slow"), KeyHint("esc", "nothing")],
    width: 52, isDangerous: true)

  @Test("A dialog wraps, and its labels stand in one column")
  func wide() {
    #expect(
      drawn(dialog, 52, 15).text == """
        ┌ Leaked key ──────────────────────────────────────┐
        │ px1KW6...qBazOJH, matched first 6 and last 7:    │
        │ the only one of 10,000 keys                      │
        │                                                  │
        │ Opens        orders-api/prod (14 methods),       │
        │              search-api/prod (3 methods)         │
        │ Managed by   CloudFormation stack acme-keys: a   │
        │              deploy may enable it again          │
        │ PATCH /apikeys/a1b2c3d4e5                        │
        │                                                  │
        │ type acme-mobile to confirm: acme                │
        │ that is not the name of the key                  │
        │                                                  │
        │ d disable now    s slow    esc nothing           │
        └──────────────────────────────────────────────────┘
        """)
  }

  @Test("A small dialog keeps what answers it and scrolls its body")
  func small() {
    let rect = Rect(x: 0, y: 0, width: 40, height: 8)
    #expect(dialog.scrollLimit(in: rect) == 11)
    #expect(
      drawn(dialog, 40, 8).text == """
        ┌ Leaked key ──────────────────────────┐
        │ px1KW6...qBazOJH, matched first 6    │
        │                                      │
        │ type acme-mobile to confirm: acme    │
        │ that is not the name of the key      │
        │                                      │
        │ d disable now  s slow  esc nothing   │
        └────────────────────────────────── ▼ ─┘
        """)
    var scrolled = dialog
    scrolled.scroll = 99
    #expect(
      drawn(scrolled, 40, 8).text.split(separator: "\n")[1]
        == "│ PATCH /apikeys/a1b2c3d4e5            │")
  }

  private let form = Form(
    [
      FormField(
        "name", label: "Name", value: .text(TextField("basic")), hint: "1 to 255 characters"),
      FormField(
        "rate", label: "Rate", value: .text(TextField("-4")), hint: "requests a second",
        error: "a rate is a number above 0"),
      FormField(
        "period", label: "Period", value: .choice(["DAY", "WEEK", "MONTH"], selected: 2),
        hint: "of the quota"),
    ], focus: 2)

  @Test("A form shows what is valid and what is wrong")
  func forms() {
    #expect(
      drawn(form, 60, 4).text == """
        Name    basic                            1 to 255 characters
        Rate    -4                               requests a second
                a rate is a number above 0
        Period  ‹ MONTH ›                        of the quota
        """)
    #expect(
      drawn(form, 30, 2).text == """
                a rate is a number ab…
        Period  ‹ MONTH ›
        """)
    #expect(!form.isValid)
  }

  @Test("Keys move through a form and change it")
  func formKeys() {
    var form = form
    form.handle(.right)
    #expect(form["period"] == "DAY")
    form.handle(.left)
    form.handle(.left)
    #expect(form["period"] == "WEEK")
    form.handle(.tab)
    #expect(form.focus == 0)
    form.handle(.character("!"))
    #expect(form["name"] == "basic!")
    form.handle(.backTab)
    #expect(form.focus == 2)
    #expect(form.handle(.enter) == false)
    #expect(form["none"] == "")
  }

  @Test("The foot drops the hints of least rank")
  func foot() {
    let foot = FootBar(
      lead: "2 marked",
      hints: [
        KeyHint("enter", "open", priority: 8), KeyHint("d", "disable", priority: 7),
        KeyHint("m", "move", priority: 3), KeyHint("/", "filter", priority: 5),
        KeyHint("?", "all keys", priority: 9),
      ])
    #expect(
      drawn(foot, 80, 1).text
        == " 2 marked · enter open · d disable · m move · / filter · ? all keys")
    #expect(
      drawn(foot, 60, 1).text == " 2 marked · enter open · d disable · / filter · ? all keys")
    #expect(drawn(foot, 40, 1, glyphs: .ascii).text == " 2 marked - enter open - ? all keys")
  }

  @Test("The header's figures stand at the right and leave first")
  func header() {
    let bar = HeaderBar(
      left: Line("tollgate", .accent, .bold) + "  prod-admin · ap-northeast-1",
      right: ["12 s old", "3 of 10 requests/s"])
    #expect(
      drawn(bar, 70, 1).text
        == " tollgate  prod-admin · ap-northeast-1  12 s old · 3 of 10 requests/s")
    #expect(drawn(bar, 50, 1).text == " tollgate  prod-admin · ap-northeast-1   12 s old")
    #expect(drawn(bar, 30, 1).text == " tollgate  prod-admin · ap-no…")
  }

  @Test("Gauges and sparklines")
  func figures() {
    #expect(Gauge(0.981).line(width: 15, glyphs: .unicode).text == "█████████▊  98%")
    #expect(Gauge(0.981).line(width: 15, glyphs: .ascii).text == "[####### ]  98%")
    #expect(Gauge(0).line(width: 12, glyphs: .unicode).text == "          0%")
    #expect(Gauge(0.0001).line(width: 12, glyphs: .unicode).text == "▏        <1%")
    #expect(Gauge(1).line(width: 12, glyphs: .unicode).text == "███████ 100%")
    #expect(
      Gauge(1.2, overText: "over by 3").line(width: 12, glyphs: .ascii).text == "over by 3   ")
    #expect(Gauge(1.2, overText: "over by 1,203").line(width: 8, glyphs: .ascii).text == "over    ")
    #expect(Gauge(0.75).role == .warn)
    #expect(Gauge(1).role == .danger)
    #expect(Sparkline([0, 1, nil, 8, 4]).text(width: 9, glyphs: .unicode) == "▁▁ █▄")
    #expect(Sparkline([0, 1, nil, 8, 4]).text(width: 9, glyphs: .ascii) == "_. #:")
    #expect(Sparkline([1, 2, 3, 8, nil, nil]).text(width: 3, glyphs: .unicode) == "▂█ ")
  }
}
