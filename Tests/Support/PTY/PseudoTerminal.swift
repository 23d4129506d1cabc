import CPTY
import Glibc

/// A pseudo-terminal with one program on it, for tests: the test is the terminal.
///
/// Nothing here sleeps: every wait is a poll with a deadline, which is long because machines are busy, and which only a
/// failing test reaches.
public final class PseudoTerminal {
    /// The longest wait of every call that waits.
    public static let patience: Duration = .seconds(20)

    /// What the program gets as standard input, output or error.
    public enum Standard: Sendable {
        /// The terminal.
        case terminal
        /// `/dev/null`.
        case null
        /// Nothing at all.
        case closed
        /// A pipe that nobody reads.
        case brokenPipe

        var code: Int32 {
            switch self {
            case .terminal: Int32(CPTY_TERMINAL.rawValue)
            case .null: Int32(CPTY_NULL.rawValue)
            case .closed: Int32(CPTY_CLOSED.rawValue)
            case .brokenPipe: Int32(CPTY_BROKEN_PIPE.rawValue)
            }
        }
    }

    /// How a program ended.
    public enum Ending: Hashable, Sendable {
        /// It left by itself, with a status.
        case exited(Int32)
        /// A signal ended it.
        case killed(signal: Int32)
    }

    /// Everything the program has written so far, as read by the calls below.
    public private(set) var output: [UInt8] = []
    /// What a terminal would show after ``output``.
    public private(set) var screen: ScreenModel
    /// The program's process number; 0 before it starts.
    public private(set) var process: Int32 = 0
    /// How the program ended, once ``waitForEnd()`` has seen it.
    public private(set) var ending: Ending?

    private var master: Int32 = -1
    private var slave: Int32 = -1
    private var isAtEnd = false

    /// Opens a pair of a size.
    public init(columns: Int = 80, rows: Int = 24) throws {
        screen = ScreenModel(columns: max(1, columns), rows: max(1, rows))
        let failure = cpty_open(UInt16(rows), UInt16(columns), &master, &slave)
        guard failure == 0 else { throw PseudoTerminalError.system("open a pseudo-terminal", failure) }
        _ = fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK)
    }

    deinit {
        if process > 0 && ending == nil {
            _ = kill(process, SIGKILL)
            var status: Int32 = 0
            _ = waitpid(process, &status, 0)
        }
        if master >= 0 { _ = close(master) }
        if slave >= 0 { _ = close(slave) }
    }

    /// Starts a program with exactly this environment.
    public func start(
        _ program: String, _ arguments: [String] = [], environment: [String: String],
        standard: (Standard, Standard, Standard) = (.terminal, .terminal, .terminal)
    ) throws {
        let words = [program] + arguments
        let settings = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        var argv = words.map { strdup($0) } + [nil]
        var envp = settings.map { strdup($0) } + [nil]
        defer { for text in argv + envp { free(text) } }
        let codes = [standard.0.code, standard.1.code, standard.2.code]
        let failure = cpty_spawn(program, &argv, &envp, slave, codes, &process)
        guard failure == 0 else { throw PseudoTerminalError.system("start \(program)", failure) }
    }

    /// Types bytes.
    public func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        var deadline = ContinuousClock.now + Self.patience
        while !rest.isEmpty {
            // Reading as well: a program that waits for its output to be read takes no input.
            guard let ready = try wait([(master, Int16(POLLOUT | POLLIN))], until: deadline)?.first else {
                throw PseudoTerminalError.deadline("typing", screen.text)
            }
            if Int32(ready) & POLLIN != 0 { readOnce() }
            guard Int32(ready) & POLLOUT != 0 else { continue }
            let wrote = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if wrote > 0 {
                rest = rest.dropFirst(wrote)
                deadline = ContinuousClock.now + Self.patience
            } else if errno != EAGAIN && errno != EINTR {
                throw PseudoTerminalError.system("type", errno)
            }
        }
    }

    /// Types text.
    public func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    /// Sends a signal to the program.
    public func signal(_ number: Int32) throws {
        guard process > 0, kill(process, number) == 0 else { throw PseudoTerminalError.system("signal", errno) }
    }

    /// Changes the size of the window. The screen model starts empty.
    public func resize(columns: Int, rows: Int) throws {
        let failure = cpty_resize(master, UInt16(rows), UInt16(columns))
        guard failure == 0 else { throw PseudoTerminalError.system("resize", failure) }
        screen.resize(columns: max(1, columns), rows: max(1, rows))
    }

    /// Reads until the condition holds; throws, with the screen in the error, when it does not in time.
    public func read(_ what: String, until condition: (PseudoTerminal) -> Bool) throws {
        let deadline = ContinuousClock.now + Self.patience
        while !condition(self) {
            if isAtEnd { throw PseudoTerminalError.ended(what, screen.text) }
            guard try wait([(master, Int16(POLLIN))], until: deadline) != nil else {
                throw PseudoTerminalError.deadline(what, screen.text)
            }
            readOnce()
        }
    }

    /// Reads until the screen shows a text.
    public func readUntilShown(_ text: String) throws {
        try read("the screen to show \(text)") { $0.screen.text.contains(text) }
    }

    /// Reads until the bytes contain a text from a position on.
    public func readUntilWritten(_ text: String, after start: Int = 0) throws {
        let wanted = Array(text.utf8)
        try read("the bytes \(wanted)") { $0.output.dropFirst(start).contains(wanted) }
    }

    /// Reads until the program has ended, and to the end of what it wrote.
    @discardableResult
    public func waitForEnd(within patience: Duration = PseudoTerminal.patience) throws -> Ending {
        if let ending { return ending }
        let descriptor = cpty_process_descriptor(process)
        guard descriptor >= 0 else { throw PseudoTerminalError.system("watch the process", errno) }
        defer { _ = close(descriptor) }
        let deadline = ContinuousClock.now + patience
        while true {
            let terminal = isAtEnd ? -1 : master
            guard let ready = try wait([(descriptor, Int16(POLLIN)), (terminal, Int16(POLLIN))], until: deadline) else {
                throw PseudoTerminalError.deadline("the program to end", screen.text)
            }
            if ready[1] != 0 { readOnce() }
            if ready[0] != 0 { break }
        }
        var status: Int32 = 0
        guard waitpid(process, &status, 0) == process else { throw PseudoTerminalError.system("wait", errno) }
        let how: Ending = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: status & 0x7F)
        ending = how
        return how
    }

    /// Reads what is left after the program has ended. The settings of the terminal cannot be read after it.
    public func readToEnd() throws {
        if slave >= 0 { _ = close(slave) }
        slave = -1
        let deadline = ContinuousClock.now + Self.patience
        while !isAtEnd {
            guard try wait([(master, Int16(POLLIN))], until: deadline) != nil else {
                throw PseudoTerminalError.deadline("the end of the output", screen.text)
            }
            readOnce()
        }
    }

    /// Takes the terminal away from the program, as a closed window does.
    public func hangUp() {
        if master >= 0 { _ = close(master) }
        if slave >= 0 { _ = close(slave) }
        master = -1
        slave = -1
        isAtEnd = true
    }

    /// Stops the output, as ^S does: from here on the terminal takes no byte.
    public func stopOutput() throws {
        guard tcflow(slave, TCOOFF) == 0 else { throw PseudoTerminalError.system("stop the output", errno) }
    }

    /// Waits until the program has read every key.
    public func waitUntilKeysAreRead() throws {
        let deadline = ContinuousClock.now + Self.patience
        while try pendingInput() > 0 {
            guard ContinuousClock.now < deadline else {
                throw PseudoTerminalError.deadline("the keys to be read", screen.text)
            }
            _ = sched_yield()
        }
    }

    /// The bytes typed that no program has read yet.
    public func pendingInput() throws -> Int32 {
        var count: Int32 = 0
        guard ioctl(slave, UInt(FIONREAD), &count) == 0 else { throw PseudoTerminalError.system("count input", errno) }
        return count
    }

    /// The line settings that the program's side of the terminal has now.
    public func lineSettings() throws -> LineSettings {
        guard let settings = LineSettings(descriptor: slave) else {
            throw PseudoTerminalError.system("read the settings", errno)
        }
        return settings
    }

    private func readOnce() {
        guard master >= 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = Glibc.read(master, &buffer, buffer.count)
        if count > 0 {
            output += buffer[..<count]
            screen.feed(buffer[..<count])
        } else if errno != EINTR && errno != EAGAIN {
            isAtEnd = true
        }
    }

    /// Polls; nil when the deadline has passed.
    private func wait(_ wanted: [(Int32, Int16)], until deadline: ContinuousClock.Instant) throws -> [Int16]? {
        var descriptors = wanted.map { pollfd(fd: $0.0, events: $0.1, revents: 0) }
        while true {
            let left = deadline - ContinuousClock.now
            guard left > .zero else { return nil }
            let milliseconds = Int32(
                left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000)
            let count = poll(&descriptors, nfds_t(descriptors.count), milliseconds + 1)
            if count > 0 { return descriptors.map(\.revents) }
            if count < 0 && errno != EINTR { throw PseudoTerminalError.system("poll", errno) }
        }
    }
}
