import Foundation

/// A number to a power; the one place that needs the C library's mathematics.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The cube root.
func cubeRoot(_ value: Double) -> Double { cbrt(value) }
