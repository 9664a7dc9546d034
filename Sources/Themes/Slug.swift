import Foundation

/// The form of a theme's name that commands and settings take.
enum Slug {
  /// Lower case, accents dropped, spaces as dashes, and nothing but letters, digits and dashes:
  /// `Rosé Pine` becomes `rose-pine`.
  static func of(_ name: String) -> String {
    var result = ""
    for scalar in name.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "-": result.unicodeScalars.append(scalar)
      case " ": result += "-"
      default: break
      }
    }
    return result
  }
}
