import CAssets

/// What a practice server does differently from a good one, so that it can be met without harm.
///
/// One server plays one scenario from its start to its end.
public struct Scenario: Hashable, Sendable {
    /// The name that `--scenario` and `:practice` take.
    public let name: String
    /// What it is called, in a few words.
    public let title: String
    /// What happens, in one sentence.
    public let summary: String
    /// What it sets once for the whole server.
    public let settings: ScenarioSettings

    init(name: String, title: String, summary: String, settings: ScenarioSettings) {
        self.name = name
        self.title = title
        self.summary = summary
        self.settings = settings
    }

    /// The scenario of this name.
    public static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }

    /// All scenarios that are built in, the usual one first.
    public static let all: [Scenario] = (0..<asset_scenario_count()).map { index in
        let asset = asset_scenario(index)
        let text = String(decoding: UnsafeBufferPointer(start: asset.bytes, count: asset.count), as: UTF8.self)
        let path = String(cString: asset.path)
        do {
            return try ScenarioReader.read(text, file: path)
        } catch {
            // The files are compiled in, so they are the ones that the tests have read. Only a build that skipped its tests
            // gets here, and without its scenario a server would play another one in silence.
            fatalError("\(error)")
        }
    }

    private static func builtIn(_ name: String) -> Scenario {
        guard let scenario = named(name) else {
            // Only the members below ask, with names that stand there, and the tests read every one of them.
            fatalError("no scenario \(name) is built in")
        }
        return scenario
    }

    /// A good server.
    public static let standard = builtIn("standard")
    /// Text injected behind STARTTLS.
    public static let startTLSInjection = builtIn("starttls-injection")
    /// STARTTLS stripped.
    public static let startTLSStripped = builtIn("starttls-stripped")
    /// A server with the STARTTLS hole.
    public static let startTLSPipelining = builtIn("starttls-pipelining")
    /// Certificate expired.
    public static let expired = builtIn("expired")
    /// Certificate not yet valid.
    public static let notYetValid = builtIn("not-yet-valid")
    /// Certificate for another name.
    public static let wrongName = builtIn("wrong-name")
    /// Self-signed certificate.
    public static let selfSigned = builtIn("self-signed")
    /// Unknown authority.
    public static let unknownAuthority = builtIn("unknown-authority")
    /// TLS 1.0 only.
    public static let oldTLS = builtIn("tls1.0")
    /// Login downgraded.
    public static let authenticationDowngrade = builtIn("auth-downgrade")
}
