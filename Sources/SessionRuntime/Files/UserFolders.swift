import Glibc

/// Where the files of one user live.
///
/// Each folder is `nil` when the environment names none: without a home nothing is read and nothing is kept.
/// - SeeAlso: XDG Base Directory Specification 0.8
public struct UserFolders: Hashable, Sendable {
    /// `$XDG_CONFIG_HOME/smtpx`, or `~/.config/smtpx`.
    public let configuration: String?
    /// `$XDG_STATE_HOME/smtpx`, or `~/.local/state/smtpx`.
    public let state: String?

    /// The settings: lines of the session language.
    public var settingsFile: String? { configuration.map { $0 + "/smtpxrc" } }
    /// The lines that were typed.
    public var historyFile: String? { state.map { $0 + "/history" } }

    /// The servers that were connected to last.
    public var recentServersFile: String? { state.map { $0 + "/recent" } }
    /// Says that the program has explained itself.
    public var welcomeFile: String? { state.map { $0 + "/welcomed" } }

    /// The recordings for which no name was given.
    public var recordingsFolder: String? { state.map { $0 + "/recordings" } }

    /// The folders that these variables name. A relative path is not used, as the specification asks.
    public init(environment: [String: String]) {
        func folder(_ variable: String, _ fallback: String) -> String? {
            if let path = environment[variable], path.hasPrefix("/") { return path + "/smtpx" }
            guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
            return home + fallback + "/smtpx"
        }
        configuration = folder("XDG_CONFIG_HOME", "/.config")
        state = folder("XDG_STATE_HOME", "/.local/state")
    }

    /// The folders of the user who runs this process.
    public static func current() -> UserFolders {
        var environment: [String: String] = [:]
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        return UserFolders(environment: environment)
    }
}
