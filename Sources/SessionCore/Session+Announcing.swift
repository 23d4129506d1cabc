import SMTPReference
import SafeText

/// What line mode prints.
extension Session {
    /// The most places of `:find` that line mode prints.
    public static let maximumPrintedMatches = 50

    /// The lines to print for an action; none for one that has nothing to say.
    /// - Parameter secondsFromUTC: how far the user's clock is ahead of UTC.
    public func announcement(of action: SessionAction, secondsFromUTC: Int = 0) -> [String] {
        switch action {
        case .appended(let id): announcement(for: id, secondsFromUTC: secondsFromUTC)
        case .showCodes(let query): codes(query)
        case .showExplanation(let explanation): Announcement.lines(for: explanation, settings: settings)
        case .showHelp(let page): page.lines.map { Sanitizer.escape($0, style: settings.escapeStyle) }
        case .showMatches(let search): matches(search, secondsFromUTC)
        case .screen(.connectForm): ["Write :connect HOST, or HOST:PORT; :help connect tells more."]
        case .screen(.open): ["Tabs are for the full screen. Here, write it without --new."]
        case .showTLS: Announcement.lines(for: tlsPage, subject: "TLS, ", settings: settings)
        case .screen(.panel(let tab)): announcement(of: tab)
        case .screen: ["That is for the full screen. Here is none: line mode prints everything."]
        case .openContent, .readContent, .closeContent, .compose,
            .startRecording, .appendRecording, .stopRecording, .readFile, .replayAfter, .connect, .send,
            .expectUpgrade, .usePassphrase, .resolveSecret, .deriveKey, .save, .savePracticeAuthority,
            .include, .judged, .close, .setDeadline,
            .cancelDeadline, .updated, .returnLine, .settingChanged, .teach, .quit:
            []
        }
    }

    /// The lines of an entry; none when it is not kept.
    public func announcement(for id: EntryID, secondsFromUTC: Int = 0) -> [String] {
        guard let entry = transcript[id] else { return [] }
        return Announcement.lines(
            for: entry, explanation: explanation(for: entry), settings: settings, secondsFromUTC: secondsFromUTC)
    }

    /// What a panel would show; line mode prints it.
    private func announcement(of tab: PanelTab) -> [String] {
        switch tab {
        case .codes: codes("")
        case .server: Announcement.lines(for: serverPage, settings: settings)
        case .tls: Announcement.lines(for: tlsPage, subject: "TLS, ", settings: settings)
        case .message: Announcement.lines(for: messagePage, settings: settings)
        case .lesson: []
        case .help: HelpPage.overview.lines.map { Sanitizer.escape($0, style: settings.escapeStyle) }
        }
    }

    private func codes(_ query: String) -> [String] {
        let entries = tables.search(query)
        guard !entries.isEmpty else { return ["Nothing was found. Look for a number, 55_, 5.7.x, a word or an RFC."] }
        return entries.map { Announcement.line(for: $0, settings: settings) }
    }

    private func matches(_ search: TranscriptSearch, _ secondsFromUTC: Int) -> [String] {
        let count = search.matches.count
        var lines = [count == 1 ? "Found in 1 place:" : "Found in \(count) places:"]
        for id in search.matches.suffix(Self.maximumPrintedMatches) {
            lines += announcement(for: id, secondsFromUTC: secondsFromUTC)
        }
        return lines
    }
}
