import Foundation
import Testing

@testable import AWSClient

@Suite("JSON reader")
struct JSONReaderTests {
  @Test(
    "Reads string escapes",
    arguments: [
      (#""plain""#, "plain"), (#""""#, ""), (#""a\"b\\c\/d""#, "a\"b\\c/d"),
      (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"), (#""\u00e9\u4e16""#, "é世"),
      (#""\ud83d\ude00!""#, "😀!"), (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"),
      (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ude00""#, "\u{FFFD}"), ("\"世界 é\"", "世界 é"),
    ])
  func strings(json: String, text: String) throws {
    #expect(
      try JSONReader.read(Array(json.utf8)) { r throws(JSONFailure) in try r.string() } == text)
  }

  @Test("Broken bytes of UTF-8 become a replacement character")
  func brokenText() throws {
    let read = try JSONReader.read([0x22, 0x61, 0xFF, 0x22]) { r throws(JSONFailure) in
      try r.string()
    }
    #expect(read == "a\u{FFFD}")
  }

  @Test(
    "Reads whole numbers however they are written",
    arguments: [
      ("0", 0), ("-7", -7), ("500", 500), ("\"500\"", 500), ("12.0", 12), ("\"12.0\"", 12),
      ("1e3", 1000), ("9007199254740993", 9_007_199_254_740_993),
    ])
  func integers(json: String, number: Int) throws {
    let object = "{\"n\":\(json)}"
    #expect(try member(object) { r throws(JSONFailure) in try r.int() } == number)
  }

  @Test(
    "Reads numbers however they are written",
    arguments: [("10", 10.0), ("10.0", 10), ("\"0.5\"", 0.5), ("-2.5e-1", -0.25)])
  func doubles(json: String, number: Double) throws {
    #expect(try member("{\"n\":\(json)}") { r throws(JSONFailure) in try r.double() } == number)
  }

  @Test(
    "Reads booleans however they are written",
    arguments: [
      ("true", true), ("false", false), ("\"true\"", true), ("\"True\"", true),
      ("\"false\"", false),
      ("1", true), ("0", false), ("\"whatever\"", false),
    ])
  func booleans(json: String, value: Bool) throws {
    #expect(try member("{\"n\":\(json)}") { r throws(JSONFailure) in try r.bool() } == value)
  }

  @Test(
    "Reads times as seconds or as text",
    arguments: [
      ("1769860800", 1_769_860_800.0), ("1.7698608E9", 1_769_860_800),
      ("1769860800.25", 1_769_860_800.25), ("\"1769860800\"", 1_769_860_800),
      ("\"2026-01-31T12:00:00Z\"", 1_769_860_800),
    ])
  func dates(json: String, seconds: Double) throws {
    let date = try member("{\"n\":\(json)}") { r throws(JSONFailure) in try r.date() }
    #expect(date == Date(timeIntervalSince1970: seconds))
  }

  @Test("Null is nothing everywhere")
  func nulls() throws {
    let null = "{\"n\":null}"
    #expect(try member(null) { r throws(JSONFailure) in try r.string() } == nil)
    #expect(try member(null) { r throws(JSONFailure) in try r.int() } == nil)
    #expect(try member(null) { r throws(JSONFailure) in try r.double() } == nil)
    #expect(try member(null) { r throws(JSONFailure) in try r.bool() } == nil)
    #expect(try member(null) { r throws(JSONFailure) in try r.date() } == nil)
    #expect(try member(null) { r throws(JSONFailure) in try r.strings() } == [])
    #expect(try member(null) { r throws(JSONFailure) in try r.stringMap() } == [:])
  }

  @Test("A list of one may come as its element")
  func collapsedList() throws {
    #expect(try member("{\"n\":\"a\"}") { r throws(JSONFailure) in try r.strings() } == ["a"])
    #expect(
      try member("{\"n\":[\"a\",\"b\"]}") { r throws(JSONFailure) in try r.strings() } == [
        "a", "b",
      ])
  }

  @Test("Every beginning of a text is recognised as cut off")
  func truncation() throws {
    let whole = Array(
      #"{"a":[1,2.5,"x\u00e9\n",{"b":null,"c":true}],"d":{"e":false},"f":"é"}"#.utf8)
    _ = try JSONReader.read(whole) { r throws(JSONFailure) in try r.skip() }
    for length in 0..<whole.count {
      let part = Array(whole[..<length])
      let read = #expect(throws: JSONFailure.self, "\(length) bytes") {
        try JSONReader.read(part) { r throws(JSONFailure) in
          try r.object { _, r throws(JSONFailure) in try r.skip() }
        }
      }
      #expect(read?.problem == .truncated, "\(length) bytes")
    }
  }

  @Test(
    "What is not JSON is told apart",
    arguments: [
      #"{"a":1}x"#, #"{"a" 1}"#, #"{"a":1 "b":2}"#, #"{a:1}"#, #"{"a":tru,"b":1}"#, #"{"a":}"#,
      #"{"a":[1,2}"#, #"{"a":nul}"#, #"{"a":"\q"}"#, "]", #"{"a":"\u12g4"}"#,
    ])
  func malformed(json: String) throws {
    let failure = #expect(throws: JSONFailure.self) {
      try JSONReader.read(Array(json.utf8)) { r throws(JSONFailure) in
        try r.object { _, r throws(JSONFailure) in
          if try r.next() == .array {
            try r.list { r throws(JSONFailure) in _ = try r.string() }
          } else {
            _ = try r.string()
          }
        }
      }
    }
    #expect(failure?.problem == .malformed)
  }

  @Test("Reads what Foundation writes, over many random values")
  func random() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      var map: [String: String] = [:]
      for _ in 0..<Int.random(in: 0..<8) { map[text(&generator)] = text(&generator) }
      let options: JSONSerialization.WritingOptions = Bool.random() ? [.prettyPrinted] : []
      let bytes = Array(try JSONSerialization.data(withJSONObject: map, options: options))
      #expect(try JSONReader.read(bytes) { r throws(JSONFailure) in try r.stringMap() } == map)
    }
  }

  @Test("What is written is what Foundation reads")
  func writing() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      var map = [text(&generator): text(&generator)]
      map[text(&generator)] = text(&generator)
      let data = Data(JSONText.map(map).bytes)
      let read = try #require(try JSONSerialization.jsonObject(with: data) as? [String: String])
      #expect(read == map)
    }
  }

  private func text(_ generator: inout SystemRandomNumberGenerator) -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "Z", "0", "\"", "\\", "/", "\n", "\t", "\u{0}", "\u{1B}", "é", "世", "😀", " ", "{", "]",
      ",", ":", "\u{202E}", "\u{7F}",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0..<12, using: &generator) {
      if let scalar = scalars.randomElement(using: &generator) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private func member<Value>(
    _ json: String, _ body: (inout JSONReader) throws(JSONFailure) -> Value
  ) throws -> Value {
    var values: [Value] = []
    try JSONReader.read(Array(json.utf8)) { reader throws(JSONFailure) in
      try reader.object { _, reader throws(JSONFailure) in values.append(try body(&reader)) }
    }
    return try #require(values.first)
  }

  @Test("A list of another kind is told; an empty object is an empty page")
  func foreignPages() throws {
    func page(_ text: String) throws -> Int {
      try JSONReader.read(Array(text.utf8)) { reader throws(JSONFailure) in
        try reader.page { reader throws(JSONFailure) in try reader.string() }
      }.items.count
    }
    #expect(try page("\u{FEFF}{\"item\":[\"a\"]}") == 1)
    for text in ["{}", #"{"item":[]}"#, #"{"_links":{}}"#, #"{"items":[],"position":"x"}"#] {
      #expect(try page(text) == 0)
    }
    for (text, problem) in [
      (#"{"hello":"world"}"#, JSONFailure.Problem.foreign("item")),
      (#"{"position":"x"}"#, .foreign("item")), ("[1]", .unexpectedType), ("3", .unexpectedType),
    ] {
      let failure = #expect(throws: JSONFailure.self) { try page(text) }
      #expect(failure?.problem == problem)
    }
  }
}
