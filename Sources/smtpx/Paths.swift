import ArgumentParser
import SafeText
import SessionRuntime

/// `smtpx paths`: where files live.
struct Paths: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print where settings, history and recordings live.")

    func run() throws {
        let folders = UserFolders.current()
        let unknown = "nowhere: neither HOME nor the XDG variables are set"
        let places = [
            ("settings", folders.settingsFile), ("history", folders.historyFile),
            ("recent servers", folders.recentServersFile), ("recordings", folders.recordingsFolder),
        ]
        for (name, path) in places {
            StandardOutput.write("\(name)\t\(path.map { Sanitizer.escape($0) } ?? unknown)\n")
        }
    }
}
