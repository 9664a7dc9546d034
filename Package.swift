// swift-tools-version: 6.3

import PackageDescription

/// One settings array for every Swift target: Swift 6 mode, the upcoming features this house is
/// written with, and warnings that stop the build.
let swift: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .treatAllWarnings(as: .error),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let collections = Target.Dependency.product(name: "Collections", package: "swift-collections")

let package = Package(
  name: "tollgate",
  products: [.executable(name: "tollgate", targets: ["tollgate"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    .executableTarget(
      name: "tollgate",
      dependencies: [
        "Canvas", "GatewayKit", "Sandbox", "TerminalIO", "Themes", "TollgateApp", "TollgateCLI",
      ],
      swiftSettings: swift,
      // Nobody links against a program, so the table of 54,000 symbols for it is left out.
      linkerSettings: [
        .unsafeFlags(
          ["-Xlinker", "--no-export-dynamic"], .when(platforms: [.linux], configuration: .release))
      ]),
    .executableTarget(
      name: "tollgate-bench",
      dependencies: ["GatewayKit", "AWSClient", "SigV4", logging],
      swiftSettings: swift),
    .target(
      name: "TollgateCLI",
      dependencies: [
        "Canvas", "GatewayKit", "Sandbox", "Themes", logging,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swift),
    .target(
      name: "TollgateApp", dependencies: ["Canvas", "Themes", "GatewayKit", collections],
      swiftSettings: swift),
    .target(name: "Canvas", swiftSettings: swift),
    .target(
      name: "Themes", dependencies: ["Canvas", .product(name: "Yams", package: "Yams")],
      swiftSettings: swift),
    .target(name: "TerminalIO", dependencies: ["Canvas", "CTerminal"], swiftSettings: swift),
    .target(
      name: "CTerminal",
      cSettings: [
        .define("NCURSES_WIDECHAR", to: "1"), .define("_GNU_SOURCE"),
        .treatAllWarnings(as: .error),
      ],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(
      name: "GatewayKit",
      dependencies: [
        "LocalStore", "AWSClient", collections, crypto, logging,
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: swift),
    .target(
      name: "LocalStore",
      dependencies: [crypto, .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: swift),
    .target(
      name: "AWSClient",
      dependencies: [
        "SigV4", collections, crypto, logging,
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: swift),
    .target(name: "SigV4", dependencies: [crypto], swiftSettings: swift),
    .target(
      name: "Sandbox",
      dependencies: [
        "SigV4", collections, crypto, logging,
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: swift),
    .executableTarget(
      name: "terminal-probe", dependencies: ["TerminalIO", "Canvas"], path: "Tests/TerminalProbe",
      swiftSettings: swift),
    .target(name: "TestSupport", dependencies: [], path: "Tests/TestSupport", swiftSettings: swift),
    .testTarget(name: "SigV4Tests", dependencies: ["SigV4", "TestSupport"], swiftSettings: swift),
    .testTarget(
      name: "AWSClientTests",
      dependencies: [
        "AWSClient", "SigV4", "Sandbox", "TestSupport", crypto,
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
      ], swiftSettings: swift),
    .testTarget(
      name: "LocalStoreTests", dependencies: ["LocalStore", "TestSupport"], swiftSettings: swift),
    .testTarget(
      name: "GatewayKitTests",
      dependencies: ["GatewayKit", "AWSClient", "LocalStore", "Sandbox", "SigV4", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "FaultTests",
      dependencies: [
        "GatewayKit", "AWSClient", "LocalStore", "Sandbox", "SigV4", "TestSupport",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      swiftSettings: swift),
    .testTarget(
      name: "SandboxTests",
      dependencies: [
        "Sandbox", "SigV4", "TestSupport",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      swiftSettings: swift),
    .testTarget(
      name: "CanvasTests", dependencies: ["Canvas", "TestSupport"], swiftSettings: swift),
    .testTarget(
      name: "ThemesTests", dependencies: ["Themes", "Canvas", "TestSupport"], swiftSettings: swift),
    .testTarget(
      name: "TerminalIOTests", dependencies: ["TerminalIO", "Canvas", "TestSupport"],
      swiftSettings: swift),
    .testTarget(
      name: "TollgateAppTests",
      dependencies: ["TollgateApp", "Canvas", "Themes", "GatewayKit", "TestSupport"],
      exclude: ["Frames"], swiftSettings: swift),
    .testTarget(
      name: "TollgateCLITests",
      dependencies: [
        "TollgateCLI", "GatewayKit", "Sandbox", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swift),
    .testTarget(
      name: "EndToEndTests", dependencies: ["TestSupport"], swiftSettings: swift),
  ],
  swiftLanguageModes: [.v6]
)
