import CTerminal
import Canvas

extension RawInput {
  /// Makes sense of what was read; nil when it was nothing of interest.
  init?(_ input: ct_input) {
    switch Int(input.kind) {
    case CT_KEY_CHAR:
      self = .scalar(UInt32(bitPattern: input.value))
    case CT_KEY_CODE:
      self = .named(Self.key(ofCode: Int(input.value)))
    case CT_KEY_MOUSE:
      let at = Point(x: Int(input.x), y: Int(input.y))
      switch Int(input.value) {
      case CT_MOUSE_PRESS: self = .mouse(MouseEvent(kind: .press, at: at))
      case CT_MOUSE_WHEEL_UP: self = .mouse(MouseEvent(kind: .wheelUp, at: at))
      case CT_MOUSE_WHEEL_DOWN: self = .mouse(MouseEvent(kind: .wheelDown, at: at))
      default: return nil
      }
    default:
      return nil
    }
  }

  /// The key of one of CTerminal's codes; nil for keys that the program does not use.
  static func key(ofCode code: Int) -> Key? {
    switch code {
    case CT_CODE_UP: .up
    case CT_CODE_DOWN: .down
    case CT_CODE_LEFT: .left
    case CT_CODE_RIGHT: .right
    case CT_CODE_HOME: .home
    case CT_CODE_END: .end
    case CT_CODE_PAGE_UP: .pageUp
    case CT_CODE_PAGE_DOWN: .pageDown
    case CT_CODE_ENTER: .enter
    case CT_CODE_BACKTAB: .backTab
    case CT_CODE_BACKSPACE: .backspace
    case CT_CODE_DELETE: .delete
    case CT_CODE_INSERT: .insert
    case (CT_CODE_F0 + 1)...(CT_CODE_F0 + 12): .function(code - CT_CODE_F0)
    default: nil
    }
  }
}
