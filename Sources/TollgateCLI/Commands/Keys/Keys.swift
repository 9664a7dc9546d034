import ArgumentParser

/// `tollgate keys …`.
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List, make, change, find, revoke and rotate API keys.",
    subcommands: [
      KeysList.self, KeysShow.self, KeysCreate.self, KeysUpdate.self, KeysEnable.self,
      KeysDisable.self, KeysDelete.self, KeysTag.self, KeysUntag.self, KeysImport.self,
      KeysExport.self, KeysFind.self, KeysRevoke.self, KeysRotate.self,
    ])
}
