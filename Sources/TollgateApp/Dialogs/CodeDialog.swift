import Canvas
import Foundation

/// Asks for the code of an MFA device. It lies over everything else, and leaves what lies below as it
/// is.
struct CodeDialog: Equatable, Sendable {
  /// How many digits a code has.
  static let digits = 6

  var question: CodeQuestion
  /// What was typed, never shown.
  var code = FieldText("", isSecret: true)
  /// Why what was done last did nothing.
  var hint: String?
  /// Keys before this instant were on their way to what it lies over.
  var heedsKeysFrom: Date
}
