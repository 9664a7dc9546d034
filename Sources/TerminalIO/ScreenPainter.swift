import CTerminal
import Canvas

/// Draws frames: compares each with the last one and puts only what changed. Belongs to the
/// thread of the loop.
struct ScreenPainter {
  /// What ncurses is told about a style.
  private struct Look {
    var attributes: UInt32
    var pair: Int32
  }

  private var table: PairTable
  private var looks: [Style: Look] = [:]
  private var sheet: String?
  private var last: Frame?
  private var bytes: [CChar] = []
  private var lengths: [UInt8] = []
  private var widths: [UInt8] = []

  /// Makes a painter for a tier on a terminal that has so many colours.
  init(tier: ColorTier, colors: Int) {
    table = PairTable(tier: tier, colors: colors)
  }

  /// Forgets what stands on the screen, so that the next frame is put whole.
  mutating func invalidate() {
    last?.buffer = CellBuffer(size: Size(width: 0, height: 0))
  }

  /// Draws the last frame once more, whole.
  mutating func repaint() {
    guard let last else { return }
    invalidate()
    ct_clear()
    paint(last)
  }

  /// Draws a frame.
  mutating func paint(_ frame: Frame) {
    let isNewSheet = sheet != frame.sheet.id
    if isNewSheet {
      sheet = frame.sheet.id
      looks = [:]
    }
    let old = isNewSheet ? nil : last?.buffer
    if let old, old.size != frame.buffer.size { ct_clear() }
    let diff = FrameDiff(from: old, to: frame.buffer)
    for run in diff.runs { put(run, of: frame) }
    for row in diff.wholeRows { ct_repaint_row(Int32(clamping: row)) }
    let cursor = frame.cursor ?? Point(x: 0, y: 0)
    ct_flush(Int32(clamping: cursor.x), Int32(clamping: cursor.y), frame.cursor != nil)
    last = frame
  }

  private mutating func put(_ run: FrameDiff.Run, of frame: Frame) {
    bytes.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    widths.removeAll(keepingCapacity: true)
    let row = run.y * frame.buffer.size.width
    let cells = frame.buffer.cells
    var x = run.columns.lowerBound
    while x < run.columns.upperBound {
      let text = cells[row + x].text
      let isWide = x + 1 < run.columns.upperBound && cells[row + x + 1].isContinuation
      append(text)
      widths.append(isWide ? 2 : 1)
      x += isWide ? 2 : 1
    }
    let look = look(of: run.style, sheet: frame.sheet)
    ct_put(
      Int32(clamping: run.y), Int32(clamping: run.columns.lowerBound), bytes, lengths, widths,
      Int32(clamping: lengths.count), look.attributes, look.pair)
  }

  /// Adds the text of one cell; what does not fit the length field is shown as unknown.
  private mutating func append(_ text: String) {
    let count = text.utf8.count
    if count == 0 {
      bytes.append(0x20)
      lengths.append(1)
    } else if count > 255 {
      bytes.append(0x3F)
      lengths.append(1)
    } else {
      for byte in text.utf8 { bytes.append(CChar(bitPattern: byte)) }
      lengths.append(UInt8(count))
    }
  }

  private mutating func look(of style: Style, sheet: StyleSheet) -> Look {
    if let known = looks[style] { return known }
    let appearance = sheet.appearance(style)
    let look = Look(
      attributes: UInt32(appearance.attributes.rawValue), pair: table.pair(for: appearance))
    looks[style] = look
    return look
  }
}
