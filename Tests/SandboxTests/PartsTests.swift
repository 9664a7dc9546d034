import Foundation
import TestSupport
import Testing

@testable import Sandbox

@Suite("Small parts")
struct PartsTests {
  @Test(
    "Paths in plans",
    arguments: [
      ("/name", PlanPath.name), ("/quota/limit", .quotaLimit), ("/apiStages", .stages),
      ("/apiStages/a:b/throttle", .methods(stage: "a:b")),
      ("/apiStages/a:b/throttle//pets/GET", .method(stage: "a:b", method: "/pets/GET")),
      ("/apiStages/a:b/throttle/~1pets/GET", .method(stage: "a:b", method: "/pets/GET")),
      (
        "/apiStages/a:b/throttle//pets/{id}/PUT/rateLimit",
        .methodRate(stage: "a:b", method: "/pets/{id}/PUT")
      ),
      (
        "/apiStages/a:b/throttle/~1pets~1~0x/ANY/burstLimit",
        .methodBurst(stage: "a:b", method: "/pets/~x/ANY")
      ),
      ("/apiStages/a:b/throttle///GET/rateLimit", .methodRate(stage: "a:b", method: "//GET")),
      ("/apiStages/a:b/throttle/~1/GET/rateLimit", .methodRate(stage: "a:b", method: "//GET")),
      // A resource of such a name is no limit.
      (
        "/apiStages/a:b/throttle//rateLimit/GET/rateLimit",
        .methodRate(stage: "a:b", method: "/rateLimit/GET")
      ),
    ])
  func planPaths(text: String, path: PlanPath) {
    #expect(PlanPath(text) == path)
  }

  @Test(
    "Paths that name nothing",
    arguments: [
      "", "name", "/", "/name/", "/quota/", "/quotas", "/apiStages/a:b", "/apiStages/a:b/",
      "/apiStages/a:b/throttle/*/*", "/apiStages/a:b/throttle/pets/GET",
      "/apiStages/a:b/throttle//pets/get", "/apiStages/a:b/throttle//pets/rateLimit",
      "/apiStages/a:b/throttle/", "/id",
    ])
  func noPaths(text: String) {
    #expect(PlanPath(text) == nil)
  }

  @Test("Escapes of pointers")
  func pointers() {
    #expect(Pointer.unescaped("a~1b~0c~01~2~") == "a/b~c~1~2~")
    #expect(Pointer("/a/~1/")?.parts == ["a", "~1", ""])
    #expect(Pointer("a") == nil)
  }

  @Test("JSON is escaped, and numbers keep their kind")
  func json() {
    var writer = JSONWriter()
    writer.object { fields in
      fields.field("a\"", "x\\y\u{1}\u{1F}\t\r\n\u{7F}ü☃")
      fields.field("n", 3)
      fields.field("d", 10.0)
      fields.field("list", ["p", "q"])
      fields.field("map", ["z": "1", "b": "2"])
      fields.name("none")
      fields.object { _ in }
      fields.field("yes", true)
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "{\"a\\\"\":\"x\\\\y\\u0001\\u001f\\t\\r\\n\u{7F}ü☃\",\"n\":3,\"d\":10.0,"
        + "\"list\":[\"p\",\"q\"],\"map\":{\"b\":\"2\",\"z\":\"1\"},\"none\":{},\"yes\":true}")
  }

  @Test("CSV with quotes, line ends of all kinds, and a mark in front")
  func csv() throws {
    let table = try #require(
      CSVTable("\u{FEFF}Name , KEY\r\n\"a, \"\"b\"\"\nc\",1\r\n\r\nx\n\"\",2"))
    #expect(table.columns == ["name", "key"])
    #expect(table.rows == [["a, \"b\"\nc", "1"], ["x"], ["", "2"]])
    #expect(table.cell(table.rows[0], "key") == "1")
    #expect(table.cell(table.rows[1], "key") == nil)
    #expect(table.cell(table.rows[2], "name") == nil)
    #expect(CSVTable("") == nil)
    #expect(CSVTable("a\n\"b") == nil)
  }

  @Test("Days agree with Foundation's calendar")
  func days() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for day in stride(from: 0, through: 40_000, by: 17) {
      let date = Date(timeIntervalSince1970: CivilDay.start(of: day))
      let wanted = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      let (year, month, dayOfMonth) = CivilDay.parts(day)
      #expect([year, month, dayOfMonth] == [wanted.year, wanted.month, wanted.day])
      #expect((CivilDay.weekday(day) + 1) % 7 + 1 == wanted.weekday)
      #expect(CivilDay.number(CivilDay.text(day)) == day)
    }
    for text in ["2026-02-29", "2026-2-01", "2026-00-10", "26-01-01", "2026-01-01x", "", "x"] {
      #expect(CivilDay.number(text) == nil)
    }
  }

  @Test("Percent-encoding there and back")
  func percent() {
    #expect(PercentCoding.encoded("a b/ü~") == "a%20b%2F%C3%BC~")
    #expect(PercentCoding.decoded("a%20b%2f%C3%BC%zz%4") == "a b/ü%zz%4")
    #expect(PercentCoding.formItems("a=1&b&c=x+y%2B=").map(\.value) == ["1", "", "x y+="])
  }

  @Test("A shelf pages as a sorted list would, through a thousand random changes")
  func shelf() {
    var numbers = SplitMix64(seed: 11)
    var shelf = Shelf<Membership>()
    var model: [Membership] = []
    for serial in 1...1_000 {
      if Int.random(in: 0..<3, using: &numbers) == 0,
        let victim = model.randomElement(using: &numbers)
      {
        shelf.remove(victim.id)
        model.removeAll { $0 == victim }
      } else {
        let new = Membership(plan: "p", key: "k\(serial)", serial: serial)
        shelf.put(new)
        model.append(new)
      }
      guard serial % 50 == 0 else { continue }
      var found: [Membership] = []
      var next: Int?
      repeat {
        let page = shelf.page(olderThan: next, limit: 7) { $0.serial % 3 != 0 }
        #expect(page.items.count == 7 || page.next == nil)
        found += page.items
        next = page.next
      } while next != nil
      #expect(found == model.reversed().filter { $0.serial % 3 != 0 })
      #expect(shelf.count == model.count)
    }
  }
}
