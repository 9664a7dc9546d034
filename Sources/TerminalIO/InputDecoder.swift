import Canvas

/// Makes events of what was read: control characters become keys, ESC with what follows becomes
/// alt, and sequences that nobody knows are swallowed whole, so that their letters never act.
struct InputDecoder {
  private enum State: Equatable {
    /// Between keys.
    case ground
    /// ESC was read.
    case escape
    /// ESC [ was read; it ends with a byte from `@` to `~`.
    case control
    /// ESC O was read; one more follows.
    case single
    /// ESC ] , ESC P, ESC _ , ESC ^ or ESC X was read; ends with BEL or ESC \. The flag: ESC came.
    case string(afterEscape: Bool)
  }

  private var state = State.ground
  /// Characters of a sequence that may still turn out to be plain alt and its letter.
  private var opener: Character?
  private let none: [TerminalEvent] = []

  /// Takes one input and returns what it completes.
  mutating func feed(_ input: RawInput) -> [TerminalEvent] {
    switch input {
    case .named(let key):
      let before = flush()
      return before + (key.map { [.key($0)] } ?? [])
    case .mouse(let event):
      return flush() + [.mouse(event)]
    case .scalar(let value):
      return feed(value)
    }
  }

  /// To be called when there is nothing more to read: what waits for more is taken as it is.
  mutating func drained() -> [TerminalEvent] {
    flush()
  }

  private mutating func flush() -> [TerminalEvent] {
    defer {
      state = .ground
      opener = nil
    }
    switch state {
    case .ground: return none
    case .escape: return [.key(.escape)]
    case .control, .single, .string: return opener.map { [.key(.alt($0))] } ?? none
    }
  }

  private mutating func feed(_ value: UInt32) -> [TerminalEvent] {
    switch state {
    case .ground:
      if value == 0x1B {
        state = .escape
        return none
      }
      return Self.key(of: value).map { [.key($0)] } ?? none
    case .escape:
      return afterEscape(value)
    case .control:
      opener = nil
      if (0x40...0x7E).contains(value) && value != 0x5B { state = .ground }
      return none
    case .single:
      state = .ground
      opener = nil
      return none
    case .string(let afterEscape):
      opener = nil
      if value == 0x07 || (afterEscape && value == 0x5C) {
        state = .ground
      } else {
        state = .string(afterEscape: value == 0x1B)
      }
      return none
    }
  }

  private mutating func afterEscape(_ value: UInt32) -> [TerminalEvent] {
    switch value {
    case 0x1B:
      // The first one stands alone; the second may begin something.
      return [.key(.escape)]
    case 0x5B:
      state = .control
      opener = "["
      return none
    case 0x4F:
      state = .single
      opener = "O"
      return none
    case 0x5D, 0x50, 0x5F, 0x5E, 0x58:
      state = .string(afterEscape: false)
      opener = Unicode.Scalar(value).map { Character($0) }
      return none
    default:
      state = .ground
      guard let key = Self.key(of: value) else { return none }
      if case .character(let character) = key { return [.key(.alt(character))] }
      return [.key(.escape), .key(key)]
    }
  }

  /// The key of a scalar outside of any sequence; nil for what is no key.
  static func key(of value: UInt32) -> Key? {
    switch value {
    case 0x00: return .control(" ")
    case 0x08, 0x7F: return .backspace
    case 0x09: return .tab
    case 0x0A, 0x0D: return .enter
    case 0x1B: return .escape
    case 0x01...0x1A:
      return Unicode.Scalar(value + 0x60).map { .control(Character($0)) }
    case 0x1C...0x1F:
      return Unicode.Scalar(value + 0x40).map { .control(Character($0)) }
    case 0x80...0x9F: return nil
    default:
      return Unicode.Scalar(value).map { .character(Character($0)) }
    }
  }
}
