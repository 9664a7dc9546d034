/// Hides ids that may be secrets.
enum KeyIdMask {
  /// The id, or `••••` when it is so long that it may be the key's value, as with keys made before
  /// ids and values were told apart.
  static func shown(_ id: String) -> String {
    id.utf8.count > 20 ? "••••" : id
  }
}
