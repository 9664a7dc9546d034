import Testing

/// The built program in a pseudo terminal, one test after the other.
@Suite("The built program", .serialized)
struct EndToEndTests {}
