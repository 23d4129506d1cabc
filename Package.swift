// swift-tools-version: 6.2
import PackageDescription

/// The settings of every Swift target of ours: one place, so that no target is less strict than another.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// Nothing is loaded into the program that would look for its symbols. Their names would be read at each start, and stay in
/// memory.
let closed: [LinkerSetting] = [.unsafeFlags(["-Xlinker", "--no-export-dynamic"], .when(configuration: .release))]

func program(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: path, swiftSettings: strict, linkerSettings: closed)
}

func tests(
    of name: String, _ dependencies: [Target.Dependency] = [], golden: Bool = false, examples: Bool = false
) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.init(stringLiteral: name), "TestSupport"] + dependencies,
        exclude: (golden ? ["Golden"] : []) + (examples ? ["Examples"] : []), swiftSettings: strict)
}

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let swiftASN1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
/// What stands between a socket and a verified TLS connection.
let tls = [nioCore, nioPosix, nioTLS, nioSSL, x509, swiftASN1, crypto]
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "smtpx",
    products: [.executable(name: "smtpx", targets: ["smtpx"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // The pure core: values and functions, no sockets, no terminal, no clock.
        room("SMTPProtocol"),
        room("SafeText"),
        room("InternetMessage", ["SMTPProtocol"]),
        .target(name: "CAssets"),
        room("SMTPReference", ["SMTPProtocol", "CAssets"]),
        room("MailTraces", ["SMTPProtocol", "SMTPReference"]),
        room("SASL", [crypto, cryptoExtras]),
        room("SessionCore", ["SMTPProtocol", "SMTPReference", "SASL", "SafeText"]),
        room("Teaching", ["SMTPProtocol", "SMTPReference", "SessionCore", "SafeText", "CAssets"]),
        // The network.
        room("SMTPTransport", ["SMTPProtocol"] + tls),
        .target(name: "CUnix"),
        room("SessionRuntime", ["SessionCore", "SMTPTransport", "SASL", "CUnix"]),
        room("PracticeServer", ["SMTPProtocol", "SASL", "CAssets"] + tls),
        // The screen.
        room("TerminalKit", ["SafeText"]),
        .target(name: "CCurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        room("CursesTerminal", ["TerminalKit", "CCurses"]),
        room("ExplorerUI", ["SessionCore", "Teaching", "SMTPReference", "SMTPProtocol", "TerminalKit", "SafeText"]),
        // The program.
        program(
            "smtpx",
            [
                "SMTPProtocol", "SafeText", "InternetMessage", "SMTPReference", "MailTraces", "SessionCore",
                "SMTPTransport",
                "SessionRuntime", "PracticeServer", "Teaching", "TerminalKit", "CursesTerminal", "ExplorerUI", "CUnix",
                argumentParser,
            ]),
        // Tests, and what they share.
        .target(name: "CPTY", path: "Tests/CPTY"),
        .target(
            name: "TestSupport", dependencies: ["SMTPProtocol", "TerminalKit", "CPTY"], path: "Tests/Support",
            swiftSettings: strict),
        program("curses-probe", path: "Tests/CursesProbe", ["CursesTerminal", "TerminalKit", "SafeText"]),
        program("parser-bench", path: "Tests/Bench/ParserBench", ["SMTPProtocol"]),
        program("wording-bench", path: "Tests/Bench/WordingBench", ["SMTPReference", "SMTPProtocol"]),
        program(
            "transfer-bench", path: "Tests/Bench/TransferBench", ["SMTPProtocol", "SMTPTransport", nioCore, nioPosix]),
        tests(of: "SMTPProtocol"),
        tests(of: "SafeText"),
        tests(of: "InternetMessage", ["SMTPProtocol"]),
        tests(of: "SMTPReference", ["SMTPProtocol"], examples: true),
        .testTarget(
            name: "MailTracesTests", dependencies: ["MailTraces", "SMTPProtocol", "SMTPReference", "TestSupport"],
            exclude: ["Golden", "Samples"], swiftSettings: strict),
        tests(of: "SASL", [crypto, cryptoExtras]),
        tests(of: "SessionCore", ["SMTPProtocol", "SMTPReference", "SASL", "SafeText"], golden: true),
        tests(of: "Teaching", ["SessionCore", "SMTPProtocol", "SMTPReference", "SafeText"]),
        tests(of: "SMTPTransport", ["SMTPProtocol"] + tls),
        tests(of: "SessionRuntime", ["SessionCore", "SMTPTransport", "SMTPProtocol", "SASL", "CUnix", nioPosix]),
        tests(of: "PracticeServer", ["SMTPProtocol", "SASL"] + tls),
        tests(of: "TerminalKit", ["SafeText"], golden: true),
        tests(of: "CursesTerminal", ["TerminalKit", "SafeText", "curses-probe"]),
        tests(
            of: "ExplorerUI", ["SessionCore", "Teaching", "SMTPReference", "SMTPProtocol", "TerminalKit", "SafeText"],
            golden: true),
        tests(of: "smtpx", ["PracticeServer", "SMTPProtocol", "SMTPReference", "SafeText", "SessionCore"]),
        .testTarget(name: "ArchitectureTests", dependencies: ["smtpx", "TestSupport"], swiftSettings: strict),
    ]
)
