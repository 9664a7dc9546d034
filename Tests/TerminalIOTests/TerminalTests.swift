import Testing

/// Everything that runs in a pseudo terminal, one after the other.
@Suite("In a pseudo terminal", .serialized)
struct TerminalTests {}
