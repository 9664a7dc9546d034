/// Where settings and state live, by the XDG base directories.
package struct ConfigFiles: Hashable, Sendable {
  /// `$XDG_CONFIG_HOME/tollgate`, else `~/.config/tollgate`; nil without a home.
  package let configFolder: String?
  /// `$XDG_STATE_HOME/tollgate`, else `~/.local/state/tollgate`; nil without a home.
  package let stateFolder: String?

  /// Reads a process's environment. Relative paths are passed over, as XDG says.
  package init(environment: [String: String]) {
    func folder(_ variable: String, _ fallback: String) -> String? {
      if let base = environment[variable], base.hasPrefix("/") { return base + "/tollgate" }
      guard let home = environment["HOME"], !home.isEmpty else { return nil }
      return "\(home)/\(fallback)/tollgate"
    }
    configFolder = folder("XDG_CONFIG_HOME", ".config")
    stateFolder = folder("XDG_STATE_HOME", ".local/state")
  }

  /// `config.yaml`.
  package var config: String? { configFolder.map { $0 + "/config.yaml" } }
  /// The folder of the user's own themes.
  package var themes: String? { configFolder.map { $0 + "/themes" } }
}
