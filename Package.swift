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

func program(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = [], golden: Bool = false) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.init(stringLiteral: name), "TestSupport"] + dependencies,
        exclude: golden ? ["Golden"] : [], swiftSettings: strict)
}

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "smtpx",
    products: [.executable(name: "smtpx", targets: ["smtpx"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        // The pure core: values and functions, no sockets, no terminal, no clock.
        room("SMTPProtocol"),
        room("SafeText"),
        .target(name: "CAssets"),
        room("SMTPReference", ["SMTPProtocol", "CAssets"]),
        room("SessionCore", ["SMTPProtocol", "SMTPReference", "SafeText"]),
        // The network.
        room("SMTPTransport", ["SMTPProtocol", nioCore, nioPosix]),
        room("SessionRuntime", ["SessionCore", "SMTPTransport"]),
        room("PracticeServer", ["SMTPProtocol", nioCore, nioPosix]),
        // The screen.
        room("TerminalKit", ["SafeText"]),
        .target(name: "CCurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        room("CursesTerminal", ["TerminalKit", "CCurses"]),
        room("ExplorerUI", ["SessionCore", "SMTPReference", "SMTPProtocol", "TerminalKit", "SafeText"]),
        // The program.
        program(
            "smtpx",
            [
                "SMTPProtocol", "SafeText", "SMTPReference", "SessionCore", "SMTPTransport", "SessionRuntime",
                "PracticeServer", "TerminalKit", "CursesTerminal", "ExplorerUI", argumentParser,
            ]),
        // Tests, and what they share.
        .target(name: "CPTY", path: "Tests/CPTY"),
        .target(
            name: "TestSupport", dependencies: ["SMTPProtocol", "TerminalKit", "CPTY"], path: "Tests/Support",
            swiftSettings: strict),
        program("curses-probe", path: "Tests/CursesProbe", ["CursesTerminal", "TerminalKit", "SafeText"]),
        program("parser-bench", path: "Tests/Bench/ParserBench", ["SMTPProtocol"]),
        tests(of: "SMTPProtocol"),
        tests(of: "SafeText"),
        tests(of: "SMTPReference", ["SMTPProtocol"]),
        tests(of: "SessionCore", ["SMTPProtocol", "SMTPReference", "SafeText"]),
        tests(of: "SMTPTransport", ["SMTPProtocol", nioCore, nioPosix]),
        tests(of: "SessionRuntime", ["SessionCore", "SMTPTransport", "SMTPProtocol", nioPosix]),
        tests(of: "PracticeServer", ["SMTPProtocol", nioCore, nioPosix]),
        tests(of: "TerminalKit", ["SafeText"], golden: true),
        tests(of: "CursesTerminal", ["TerminalKit", "SafeText", "curses-probe"]),
        tests(
            of: "ExplorerUI", ["SessionCore", "SMTPReference", "SMTPProtocol", "TerminalKit", "SafeText"], golden: true),
        tests(of: "smtpx", ["SMTPProtocol", "SMTPReference", "SafeText"]),
        .testTarget(name: "ArchitectureTests", dependencies: ["smtpx", "TestSupport"], swiftSettings: strict),
    ]
)
