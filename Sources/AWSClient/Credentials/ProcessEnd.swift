/// How a program that was run ended.
package enum ProcessEnd: Sendable, Equatable {
  /// With code 0; what it printed, 64 KiB at most.
  case finished([UInt8])
  /// With another code, or by a signal (then 128 and the signal's number).
  case failed(Int32)
  /// Not within its time; it was killed.
  case tooLong
  /// It printed more than 64 KiB; it was killed.
  case tooMuch
}
