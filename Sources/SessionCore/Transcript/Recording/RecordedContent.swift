import SMTPProtocol
import SafeText

/// The content of a message that went out from a file, in a recording: what was sent is told, the message itself is not kept.
extension SentContent {
    /// The members that describe it.
    var recorded: [RecordedEvent.Member] {
        var members: [RecordedEvent.Member] = [
            ("purpose", .string(Self.purpose)), ("name", .string(name)), ("route", .string(route.name)),
        ]
        if case .bdat(let chunkSize?) = route { members.append(("chunkSize", .number(chunkSize))) }
        members += [
            ("bytes", .number(Int(clamping: byteCount))), ("lines", .number(Int(clamping: lineCount))),
            ("chunks", .number(chunkCount)), ("complete", .bool(isComplete)),
            ("duration", .millionths(Int(clamping: duration / 1_000))),
        ]
        guard !changes.isEmpty else { return members }
        return members + [
            ("stuffedDots", .number(changes.stuffedDots)), ("completedLF", .number(changes.completedLineFeeds)),
            ("completedCR", .number(changes.completedReturns)),
            ("addedFinalCRLF", .bool(changes.addedFinalLineEnding)),
        ]
    }

    /// What the member `purpose` says.
    static let purpose = "file"

    /// Takes the members apart.
    init(_ object: RecordedObject) throws(RecordedObject.Problem) {
        var changes = DotStuffing.Changes()
        changes.stuffedDots = try object.optionalNumber("stuffedDots") ?? 0
        changes.completedLineFeeds = try object.optionalNumber("completedLF") ?? 0
        changes.completedReturns = try object.optionalNumber("completedCR") ?? 0
        changes.addedFinalLineEnding = try object.flag("addedFinalCRLF")
        let routes: [ContentRoute] = [.data, .bdat(chunkSize: try object.optionalNumber("chunkSize"))]
        self.init(
            name: try object.text("name"), route: try object.choice("route", routes) { $0.name },
            byteCount: UInt64(try object.number("bytes")), lineCount: UInt64(try object.number("lines")),
            changes: changes, chunkCount: try object.number("chunks"), isComplete: try object.flag("complete"),
            duration: UInt64(try object.optionalTime("duration") ?? 0) * 1_000)
    }
}
