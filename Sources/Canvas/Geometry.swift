/// A size in terminal cells.
package struct Size: Hashable, Sendable {
  /// Columns.
  package var width: Int
  /// Rows.
  package var height: Int

  /// Makes a size; negative numbers become zero.
  package init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }
}

/// A position in terminal cells; the origin is the upper left corner.
package struct Point: Hashable, Sendable {
  /// Column, from 0.
  package var x: Int
  /// Row, from 0.
  package var y: Int

  /// Makes a position.
  package init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// A rectangle of terminal cells.
package struct Rect: Hashable, Sendable {
  /// Leftmost column.
  package var x: Int
  /// Topmost row.
  package var y: Int
  /// Columns; never negative.
  package var width: Int
  /// Rows; never negative.
  package var height: Int

  /// Makes a rectangle; negative extents become zero.
  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The rectangle of a whole screen.
  package init(size: Size) {
    self.init(x: 0, y: 0, width: size.width, height: size.height)
  }

  /// First column right of the rectangle.
  package var maxX: Int { x + width }
  /// First row below the rectangle.
  package var maxY: Int { y + height }
  /// True when no cell lies inside.
  package var isEmpty: Bool { width == 0 || height == 0 }

  /// True when the cell lies inside.
  package func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
  }

  /// The cells that both rectangles have.
  package func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  /// The rectangle without a margin on each side.
  package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
    Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
  }
}
