import ExplorerUI
import PracticeServer
import SessionCore
import SessionRuntime
import Teaching

/// Makes the session of a subcommand: the user's settings first, then what the command line says.
enum SessionStart {
    /// - Parameter usual: the settings that the front end begins with.
    /// - Throws: the exit code, once the mistake in the settings file has been told.
    static func session(
        _ attendance: Session.Attendance, usual: Settings, _ options: ConnectOptions, _ look: LookOptions
    ) throws -> Session {
        var settings = usual
        try read(&settings)
        settings.ascii = settings.ascii || look.isASCII
        options.apply(to: &settings)
        return session(attendance, settings: settings)
    }

    /// The keys and colours that the full screen begins with.
    /// - Throws: as the session does.
    static func preferences() throws -> ScreenPreferences {
        var settings = Settings()
        return try read(&settings)
    }

    @discardableResult
    private static func read(_ settings: inout Settings) throws -> ScreenPreferences {
        var preferences = ScreenPreferences()
        do throws(SettingsLines.Mistake) {
            try SettingsLines.apply(from: UserFolders.current().settingsFile, to: &settings, &preferences)
        } catch {
            StandardError.write(error.description)
            throw ExitCode.badSettings.leave
        }
        return preferences
    }

    /// A session with these settings.
    static func session(_ attendance: Session.Attendance, settings: Settings) -> Session {
        var session = Session(attendance, settings: settings, nonceSeed: randomBytes(count: 32))
        session.variables.unique = randomBytes(count: 8).map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }
            .joined()
        session.lessons = LessonCatalog.all.map { Session.TitledName(name: $0.name, title: $0.title) }
        session.scenarios = Scenario.all.map { Session.TitledName(name: $0.name, title: $0.title) }
        return session
    }

    private static func randomBytes(count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
