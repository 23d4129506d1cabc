/// The formats that a session can be written in, each told by the ending of a file's name.
public enum ExportFormat: String, Hashable, Sendable, CaseIterable {
    /// Plain text, as line mode prints it.
    case text = "txt"
    /// Markdown, for a report or a ticket.
    case markdown = "md"
    /// One web page that needs nothing else.
    case html
    /// One JSON array of the events of a recording.
    case json
    /// A film of the session, for asciinema and its players.
    case film = "cast"
    /// A script that does the same again and expects the same.
    case script = "smtpx"

    /// All endings, for a sentence: `.txt, .md, .html, .json, .cast and .smtpx`.
    static var list: String {
        let endings = allCases.map { ".\($0.rawValue)" }
        return endings.dropLast().joined(separator: ", ") + " and " + (endings.last ?? "")
    }

    /// The format that a path's ending names, in small or capital letters.
    init?(path: String) {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? []
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let ending = String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
        guard let format = ExportFormat(rawValue: ending == "htm" ? "html" : ending) else { return nil }
        self = format
    }

    /// The format in words, for a sentence that tells what was written.
    var words: String {
        switch self {
        case .text: "as plain text"
        case .markdown: "as Markdown"
        case .html: "as a web page"
        case .json: "as JSON"
        case .film: "as a film for asciinema"
        case .script: "as a script"
        }
    }
}
