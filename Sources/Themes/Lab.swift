/// A colour in OKLab: lightness, and two axes of hue on which equal steps look equal.
struct Lab: Hashable, Sendable {
  /// Lightness, 0 to 1.
  var lightness: Double
  /// Green to red.
  var a: Double
  /// Blue to yellow.
  var b: Double

  /// Makes a colour of its parts.
  init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  /// Converts from sRGB.
  init(_ color: RGB) {
    let red = RGB.linear[Int(color.red)]
    let green = RGB.linear[Int(color.green)]
    let blue = RGB.linear[Int(color.blue)]
    let l = cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let m = cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let s = cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
  }

  /// The nearest colour that sRGB has; what lies outside loses colourfulness, not hue.
  var rgb: RGB {
    if let exact = inside(scale: 1) { return exact }
    var low = 0.0
    var high = 1.0
    var best = inside(scale: 0) ?? (lightness > 0.5 ? RGB(0xFFFFFF) : RGB(0x000000))
    for _ in 0..<10 {
      let middle = (low + high) / 2
      if let color = inside(scale: middle) {
        best = color
        low = middle
      } else {
        high = middle
      }
    }
    return best
  }

  /// The square of the distance to another colour, as eyes see it.
  func distance(to other: Lab) -> Double {
    let (dl, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
    return dl * dl + da * da + db * db
  }

  /// The colour with its two axes scaled; nil when sRGB does not have it.
  private func inside(scale: Double) -> RGB? {
    let (x, y) = (a * scale, b * scale)
    let l = cube(lightness + 0.3963377774 * x + 0.2158037573 * y)
    let m = cube(lightness - 0.1055613458 * x - 0.0638541728 * y)
    let s = cube(lightness - 0.0894841775 * x - 1.2914855480 * y)
    let red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s
    let green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s
    let blue = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
    let range = -0.0005...1.0005
    guard range.contains(red), range.contains(green), range.contains(blue) else { return nil }
    return RGB(byte(red), byte(green), byte(blue))
  }

  private func byte(_ part: Double) -> UInt8 {
    let value = min(1, max(0, part))
    let encoded = value <= 0.0031308 ? value * 12.92 : 1.055 * power(value, 1 / 2.4) - 0.055
    return UInt8((encoded * 255).rounded())
  }

  private func cube(_ value: Double) -> Double { value * value * value }
}
