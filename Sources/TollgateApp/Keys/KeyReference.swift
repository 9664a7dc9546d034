/// The keys of the console as documents have them, made from the table that the console runs on.
package enum KeyReference {
  /// A Markdown table: keys, the name after `:`, what it does.
  package static var markdown: String { KeyTable.standard.markdown }
}
