import Canvas
import Foundation
import GatewayKit
import Testing

@testable import TollgateApp

/// Ten thousand keys: what a key press must never do again and again. Times are the benchmark's.
@Suite struct SpeedTests {
  static func model() -> ConsoleModel {
    var model = ConsoleModel(
      ConsoleOptions(size: Size(width: 120, height: 40)), now: Sample.now)
    model.connect(Sample.identity())
    for page in 0..<20 {
      let keys = (0..<500).map { index in
        let number = page * 500 + index
        return Sample.key(
          "id\(number)", "customer-\(number % 97)-service-\(number)", owner: "team-\(number % 13)")
      }
      model.load(KeyPage(keys: keys, number: page + 1, isLast: page == 19, fetchedAt: Sample.now))
    }
    return model
  }

  @Test func typingAFilterOverTenThousandRows() {
    var model = Self.model()
    #expect(model.frame().text.contains("10,000 of 10,000"))
    for letter in "/customer-42-service-9" { model.send(.key(.character(letter))) }
    let text = model.frame().text
    #expect(text.contains("/customer-42-service-9"))
    #expect(text.contains("11 of 10,000"))
    model.send(.key(.escape))
    #expect(model.frame().text.contains("10,000 of 10,000"))
  }
}
