/// Which of AWS's own hosts are used.
package struct HostVariant: Sendable, Equatable {
  /// Hosts with cryptography validated by FIPS 140.
  package var isFIPS: Bool
  /// Hosts that answer over IPv6 too.
  package var isDualStack: Bool

  /// Makes a variant; the usual hosts unless told otherwise.
  package init(isFIPS: Bool = false, isDualStack: Bool = false) {
    self.isFIPS = isFIPS
    self.isDualStack = isDualStack
  }

  /// Where a service is reached in a region, as AWS's rules for endpoints say.
  func endpoint(_ service: AWSService, region: String) -> Endpoint {
    let partition = Partition(region: region)
    if service == .signIn, self == HostVariant(), let suffix = partition.signInSuffix {
      return Endpoint(host: "\(region).signin.\(suffix)")
    }
    let suffix =
      isDualStack && hasDualStackName(service, partition)
      ? partition.dualStackSuffix : partition.hostSuffix
    let isMarked = isFIPS && !isFIPSByNature(service, partition)
    return Endpoint(host: "\(service.hostPrefix)\(isMarked ? "-fips" : "").\(region).\(suffix)")
  }

  /// In GovCloud most services' only hosts are validated ones.
  private func isFIPSByNature(_ service: AWSService, _ partition: Partition) -> Bool {
    guard partition == .government, !isDualStack else { return false }
    return ![.apiGateway, .secretsManager, .signIn].contains(service)
  }

  /// Secrets Manager's usual hosts answer over IPv6 already in some partitions.
  private func hasDualStackName(_ service: AWSService, _ partition: Partition) -> Bool {
    guard service == .secretsManager else { return true }
    switch partition {
    case .aws, .government: return false
    case .china: return isFIPS
    default: return true
    }
  }
}
