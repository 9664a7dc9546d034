extension ConnectionOptions {
  /// The same for several profiles and regions: each profile in each region, in order, each once. The
  /// first is the one that everything else is about; no profile means the surroundings' own.
  package func spread(over profiles: [String], _ regions: [String]) -> ConnectionOptions {
    var copy = self
    copy.profile = profiles.first
    copy.region = regions.first
    let names = profiles.isEmpty ? [copy.profileName] : profiles
    var contexts: [ContextSetting] = []
    for name in names {
      for region in regions.isEmpty ? [nil] : regions.map(Optional.some) {
        let setting = ContextSetting(profile: name, region: region)
        if !contexts.contains(setting) { contexts.append(setting) }
      }
    }
    copy.contexts = contexts.count > 1 ? contexts : []
    return copy
  }
}
