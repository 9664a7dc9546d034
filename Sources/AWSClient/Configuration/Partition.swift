/// A group of regions with host names of its own.
package enum Partition: String, Sendable, CaseIterable {
  case aws
  case china = "aws-cn"
  case government = "aws-us-gov"
  case europeanSovereign = "aws-eusc"
  case iso = "aws-iso"
  case isoB = "aws-iso-b"
  case isoE = "aws-iso-e"
  case isoF = "aws-iso-f"

  /// The partition that a region belongs to; regions not known yet belong to `aws`.
  package init(region: String) {
    let prefixes: [(String, Partition)] = [
      ("cn-", .china), ("us-gov-", .government), ("eusc-", .europeanSovereign), ("us-iso-", .iso),
      ("us-isob-", .isoB), ("eu-isoe-", .isoE), ("us-isof-", .isoF), ("eu-isof-", .isoF),
    ]
    self = prefixes.first { region.hasPrefix($0.0) }?.1 ?? .aws
  }

  /// What host names end in.
  var hostSuffix: String {
    switch self {
    case .aws, .government: "amazonaws.com"
    case .china: "amazonaws.com.cn"
    case .europeanSovereign: "amazonaws.eu"
    case .iso: "c2s.ic.gov"
    case .isoB: "sc2s.sgov.gov"
    case .isoE: "cloud.adc-e.uk"
    case .isoF: "csp.hci.ic.gov"
    }
  }

  /// What the usual host names of AWS Sign-In end in, where they are of a form of their own.
  var signInSuffix: String? {
    switch self {
    case .aws: "aws.amazon.com"
    case .china: "amazonaws.cn"
    case .government: "amazonaws-us-gov.com"
    default: nil
    }
  }

  /// What host names end in that answer over IPv6 too.
  var dualStackSuffix: String {
    switch self {
    case .aws, .government: "api.aws"
    case .china: "api.amazonwebservices.com.cn"
    case .europeanSovereign: "api.amazonwebservices.eu"
    case .iso: "api.aws.ic.gov"
    case .isoB: "api.aws.scloud"
    case .isoE: "api.cloud-aws.adc-e.uk"
    case .isoF: "api.aws.hci.ic.gov"
    }
  }
}
