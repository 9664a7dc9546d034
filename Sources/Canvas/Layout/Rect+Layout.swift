extension Rect {
  /// Parts from top to bottom.
  package func rows(_ lengths: [Length]) -> [Rect] {
    var top = y
    return Rect.extents(lengths, of: height).map { extent in
      defer { top += extent }
      return Rect(x: x, y: top, width: width, height: extent)
    }
  }

  /// Parts from left to right.
  package func columns(_ lengths: [Length]) -> [Rect] {
    var left = x
    return Rect.extents(lengths, of: width).map { extent in
      defer { left += extent }
      return Rect(x: left, y: y, width: extent, height: height)
    }
  }

  /// A rectangle of a size in the middle of this one, smaller where there is no room for it.
  package func centered(width wanted: Int, height wantedHeight: Int) -> Rect {
    let newWidth = min(width, max(0, wanted))
    let newHeight = min(height, max(0, wantedHeight))
    return Rect(
      x: x + (width - newWidth) / 2, y: y + (height - newHeight) / 2, width: newWidth,
      height: newHeight)
  }

  /// Its rows of one cell each, from the top.
  package var lines: [Rect] {
    (0..<height).map { Rect(x: x, y: y + $0, width: width, height: 1) }
  }

  private static func extents(_ lengths: [Length], of total: Int) -> [Int] {
    var left = total
    var weights = 0
    var result = lengths.map { length -> Int in
      switch length {
      case .fixed(let wanted):
        let extent = min(left, max(0, wanted))
        left -= extent
        return extent
      case .share(let weight):
        weights += max(0, weight)
        return 0
      }
    }
    for (index, length) in lengths.enumerated() {
      guard case .share(let weight) = length, weight > 0 else { continue }
      let extent = left * weight / weights
      result[index] = extent
      left -= extent
      weights -= weight
    }
    return result
  }
}
