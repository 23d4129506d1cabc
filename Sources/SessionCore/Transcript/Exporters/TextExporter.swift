/// A session as plain text: what line mode prints.
struct TextExporter {
    private let report: SessionReport

    init(_ report: SessionReport) { self.report = report }

    var bytes: [UInt8] {
        var settings = Settings.lineMode
        settings.ascii = report.settings.ascii
        var lines = report.droppedWords.map { ["note: \($0)"] } ?? []
        for entry in report.entries {
            lines += Announcement.lines(for: entry, explanation: report.explanation(of: entry), settings: settings)
        }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }
}
