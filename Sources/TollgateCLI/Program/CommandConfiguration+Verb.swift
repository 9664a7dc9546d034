import ArgumentParser

extension CommandConfiguration {
  /// A command below `tollgate`.
  ///
  /// Named as part of a group, it is not asked for a completion script when it is read by its own
  /// words alone: the parser would read the line twice more for that, which takes as long as the
  /// command's own options. The whole line of `tollgate` has the option all the same.
  init(verb: String, abstract: String, discussion: String) {
    self.init(
      commandName: verb, _superCommandName: "tollgate", abstract: abstract, discussion: discussion)
  }
}
