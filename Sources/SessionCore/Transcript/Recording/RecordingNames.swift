/// The words of the format for what the transcript tells apart. They stay, whatever becomes of our own names.
extension SentLine.Purpose {
    var name: String {
        switch self {
        case .command: "command"
        case .endOfData: "end of data"
        case .saslResponse: "response"
        case .raw: "raw"
        }
    }

    static let all: [SentLine.Purpose] = [.command, .endOfData, .saslResponse, .raw]
}

extension ReplyStanding {
    var name: String {
        switch self {
        case .greeting: "greeting"
        case .answer: "answer"
        case .partOfAnswer: "part of answer"
        case .unsolicited: "unsolicited"
        case .closing: "closing"
        case .stray: "stray"
        }
    }
}

extension ConnectionNote.Event {
    var name: String {
        switch self {
        case .resolving: "resolving"
        case .connecting: "connecting"
        case .attemptFailed: "attempt failed"
        case .connected: "connected"
        case .securing: "securing"
        case .secured: "secured"
        case .securedUnverified: "secured unverified"
        case .failed: "failed"
        case .closedByServer: "closed by server"
        case .broken: "broken"
        case .closedByUs: "closed by us"
        }
    }
}

extension SessionStatus.Phase {
    var name: String {
        switch self {
        case .idle: "idle"
        case .resolving: "resolving"
        case .connecting: "connecting"
        case .securing: "securing"
        case .awaitingGreeting: "awaiting greeting"
        case .open: "open"
        case .closing: "closing"
        case .closed: "closed"
        case .replay: "replay"
        }
    }

    /// The address, or the reason; nil for a phase that has neither.
    var detail: String? {
        switch self {
        case .connecting(let text, attempt: _, of: _), .closed(let text): text
        case .idle, .resolving, .securing, .awaitingGreeting, .open, .closing, .replay: nil
        }
    }

    /// The phase of a name and its detail; nil for a name that none has.
    init?(name: String, detail: String) {
        let phases: [SessionStatus.Phase] = [
            .idle, .resolving, .connecting(detail), .securing, .awaitingGreeting, .open, .closing, .closed(detail),
        ]
        // What was recorded while a recording was shown had no connection.
        guard let phase = name == "replay" ? .idle : phases.first(where: { $0.name == name }) else { return nil }
        self = phase
    }
}
