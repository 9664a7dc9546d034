import Canvas
import Testing

@testable import Themes

@Suite("Colour vision")
struct ColorVisionTests {
  /// How colours look to an eye without one kind of cone, on linear light.
  private static let deuteranopia = [
    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
    [-0.011820, 0.042940, 0.968881],
  ]
  private static let tritanopia = [
    [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.303900],
  ]

  private func seen(_ color: RGB, _ matrix: [[Double]]) -> Lab {
    let light = [color.red, color.green, color.blue].map { RGB.linear[Int($0)] }
    let bytes = matrix.map { row -> UInt8 in
      let sum = zip(row, light).reduce(0) { $0 + $1.0 * $1.1 }
      let value = min(1, max(0, sum))
      let encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * power(value, 1 / 2.4) - 0.055
      return UInt8((encoded * 255).rounded())
    }
    return Lab(RGB(bytes[0], bytes[1], bytes[2]))
  }

  @Test(
    "The three states can be told apart",
    arguments: [("fern-and-clay", deuteranopia), ("rose-and-teal", tritanopia)])
  func states(slug: String, matrix: [[Double]]) throws {
    let theme = try #require(ContrastTests.library.theme(named: slug))
    let sheet = theme.styleSheet(tier: .truecolor)
    let colors = try [Role.ok, .warn, .danger].map { role in
      try #require(sheet.appearance(Style(role)).foreground.rgb)
    }
    for (first, second) in [(0, 1), (0, 2), (1, 2)] {
      let distance = seen(colors[first], matrix).distance(to: seen(colors[second], matrix))
      // 0.1 in OKLab is about five times what can just be told apart.
      #expect(distance >= 0.01, "\(first) and \(second)")
    }
  }
}
