import ArgumentParser
import GatewayKit
import Themes

/// `tollgate doctor`.
struct DoctorCommand: TollgateCommand {
  static let configuration = CommandConfiguration(
    verb: "doctor", abstract: "Tell whether everything that tollgate needs is in order.",
    discussion: """
      Looks at the program, the terminal, each context with its credentials and permissions, the \
      endpoints, the files and the themes. What failed says what to do. Contexts are those of the \
      options and of config.yaml.

      Sends reads only, and changes nothing on this machine either. Ends with 1 when anything failed.

      Examples:
        tollgate doctor
        tollgate doctor --profile prod --region eu-central-1 --output json
      """)

  @OptionGroup var common: CommonOptions

  var coversContexts: Bool { true }

  func perform(in session: Session) async throws -> ExitStatus {
    var lines: [DoctorLine] = []
    if let here = session.world.surroundings() {
      lines += here.program.lines + here.terminal.lines
    }
    lines += try await session.withConnection { connection in
      var connection = connection
      connection.coversConfig = !connection.isSandbox
      let doctor = Doctor(connection)
      return await doctor.lines() + themes(session.world, wished: doctor.theme).lines
    }
    // Whoever interrupts it wants no half of it.
    try Task.checkCancellation()
    try DoctorView(lines: lines).write(to: session.output)
    return lines.contains { $0.state == .failed } ? .failed : .done
  }

  private func themes(_ world: World, wished: String?) -> ThemeFacts {
    let library = ThemeLibrary.load(folders: world.themeFolders())
    return ThemeFacts(
      folders: world.themeFolders().map { ThemeFacts.Folder(path: $0, isThere: world.exists($0)) },
      count: library.themes.count, problems: library.problems,
      wished: wished.map { ($0, library.theme(named: $0) != nil) })
  }
}
