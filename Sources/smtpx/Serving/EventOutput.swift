import Glibc
import PracticeServer
import Synchronization
import Teaching

/// Where `smtpx serve` writes its events, and what ends it: so many messages, or nobody reading any more.
final class EventOutput: Sendable {
    private struct State {
        /// Events that came before the first line was out.
        var early: [String]? = []
        var messagesLeft: Int?
        /// The program has been told to end.
        var isEnding = false
        var isReaderGone = false
        /// How many octets of whole lines the file holds.
        var length = 0
        /// How many events found no room since the last one that did.
        var lost = 0
        /// The user knows that there is no room.
        var hasComplained = false
    }

    private let descriptor: Int32
    /// The file was made here, and nobody else writes into it.
    private let isOwnFile: Bool
    private let begin = ContinuousClock.now
    private let state: Mutex<State>

    /// What went wrong with the file, in words.
    struct CannotOpen: Error {
        let description: String
    }

    /// - Parameter path: the file to write into, `-` for standard output, nil for nowhere. An older file is replaced.
    init(path: String?, messageLimit: Int?) throws(CannotOpen) {
        switch path {
        case nil:
            descriptor = -1
            isOwnFile = false
        case "-":
            descriptor = STDOUT_FILENO
            isOwnFile = false
        case .some(let path):
            descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            isOwnFile = true
            guard descriptor >= 0 else {
                throw CannotOpen(description: "cannot write events into \(path): \(String(cString: strerror(errno)))")
            }
        }
        state = Mutex(State(messagesLeft: messageLimit))
    }

    /// Whether the events take standard output, so that nothing else may be written there.
    var takesStandardOutput: Bool { descriptor == STDOUT_FILENO }

    /// The server listens: the first line, and what happened meanwhile.
    func started(_ server: PracticeServer) {
        state.withLock { state in
            let first = EventRecord.listening(
                host: server.host, port: server.port, tlsPort: server.securePort,
                imitating: server.likeness)
            let lines = [first] + (state.early ?? [])
            state.early = nil
            for line in lines { write(line, &state) }
        }
    }

    /// Writes an event. The whole line is with the system before the server goes on.
    func add(_ event: ServerEvent) {
        let isMessage = if case .stored = event.kind { true } else { false }
        guard descriptor >= 0 || isMessage else { return }
        state.withLock { state in
            // Under the lock, so that times never run backwards in the file.
            let line = descriptor >= 0 ? EventRecord.line(event, after: microseconds) : ""
            if state.early != nil { state.early?.append(line) } else { write(line, &state) }
            guard isMessage, let left = state.messagesLeft else { return }
            state.messagesLeft = left - 1
            if left == 1 { end(&state) }
        }
    }

    /// Writes that a student has done a step of the lesson.
    func add(_ passed: ClassLesson.Passed, of lesson: Lesson) {
        guard descriptor >= 0 else { return }
        state.withLock { state in
            let line = EventRecord.line(passed, of: lesson, after: microseconds)
            if state.early != nil { state.early?.append(line) } else { write(line, &state) }
        }
    }

    /// Whether all the messages came that were waited for.
    var hasEnough: Bool { state.withLock { state in state.messagesLeft.map { $0 <= 0 } ?? false } }

    private var microseconds: Int {
        let (seconds, attoseconds) = (ContinuousClock.now - begin).components
        return Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
    }

    /// The program ends now, for another reason than its events.
    func programEnds() { state.withLock { $0.isEnding = true } }

    /// Writes a line, or counts it when there is no room: a full disk ends nothing, and later lines may find room again.
    private func write(_ line: String, _ state: inout State) {
        guard descriptor >= 0, !state.isReaderGone else { return }
        if state.lost > 0, put(EventRecord.lost(state.lost), &state) { state.lost = 0 }
        if state.lost > 0 || !put(line, &state) { state.lost += 1 }
    }

    private func put(_ line: String, _ state: inout State) -> Bool {
        let line = line + "\n"
        if Descriptor.write(line, to: descriptor) {
            state.length += line.utf8.count
            return true
        }
        if errno == EPIPE {
            // A double whose reader is gone serves nobody.
            state.isReaderGone = true
            end(&state)
            return false
        }
        if !state.hasComplained {
            state.hasComplained = true
            let reason = String(cString: strerror(errno))
            StandardError.write(
                "events are being lost: \(reason). The server goes on, and tries again with each event.")
        }
        // Half a line would be no JSON.
        if isOwnFile, ftruncate(descriptor, off_t(state.length)) == 0 {
            lseek(descriptor, off_t(state.length), SEEK_SET)
        }
        return false
    }

    /// Ends the program as a signal from outside does: `StopSignals` holds it back from every thread but the one that waits.
    private func end(_ state: inout State) {
        guard !state.isEnding else { return }
        state.isEnding = true
        kill(getpid(), SIGTERM)
    }
}
