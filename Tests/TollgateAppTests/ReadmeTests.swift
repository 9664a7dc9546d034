import Foundation
import TestSupport
import Testing
import TollgateApp

@Suite("README")
struct ReadmeTests {
  @Test("the table of keys is the program's own")
  func keys() throws {
    let readme = try String(
      contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    #expect(
      readme.contains(KeyReference.markdown),
      "README.md wants this table:\n\(KeyReference.markdown)")
  }
}
