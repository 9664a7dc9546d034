extension Surroundings {
  /// The region: the option, `AWS_REGION`, `AWS_DEFAULT_REGION`, the profile's.
  ///
  /// - Throws: ``AWSError`` of kind `configuration` when none is given, or one that no host name can
  ///   hold; of kind `credentials` when a profile was named that does not exist.
  func resolveRegion() throws(AWSError) -> String {
    let region = try givenRegion()
    let isPlausible =
      !region.isEmpty && region.utf8.count <= 63 && region.first != "-" && region.last != "-"
      && region.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
      }
    guard isPlausible else {
      throw .configuration("InvalidRegion", "“\(region)” is not the name of a region.")
    }
    return region
  }

  private func givenRegion() throws(AWSError) -> String {
    if let region { return region }
    if let region = variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION") { return region }
    let (name, isNamed) = activeProfile
    let profiles = try files.load()
    let settings = profiles.settings(of: name)
    if settings == nil, isNamed {
      throw NamedProfile.missing(name, profiles: profiles, files: files)
    }
    if let region = settings?["region"], !region.isEmpty { return region }
    throw .configuration(
      "NoRegion",
      "No region is given: not by --region, AWS_REGION or AWS_DEFAULT_REGION, nor by the profile "
        + "\(name) in \(files.configPath).")
  }
}
