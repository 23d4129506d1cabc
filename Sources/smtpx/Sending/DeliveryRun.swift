import Glibc
import SafeText
import SessionCore
import SessionRuntime

/// Runs a delivery on a real session: does what it says is next, and waits for what comes.
struct DeliveryRun {
    let runtime: SessionRuntime
    private(set) var delivery: MessageDelivery
    private let request: ConnectRequest
    private let source: MessageSource
    private let output: DialogueOutput
    private let interval: Int?
    /// What the session is told before it connects.
    private let beginning: [SessionEvent]
    /// Until when the next message has to wait.
    private var pauseEnd: ContinuousClock.Instant?

    init(
        runtime: SessionRuntime, delivery: MessageDelivery, request: ConnectRequest, source: MessageSource,
        output: DialogueOutput, interval: Int?, beginning: [SessionEvent]
    ) {
        self.runtime = runtime
        self.delivery = delivery
        self.request = request
        self.source = source
        self.output = output
        self.interval = interval
        self.beginning = beginning
    }

    /// Runs to the end.
    mutating func run() -> SessionCore.ExitCode {
        InterruptFlag.install()
        defer {
            TerminalEcho.set(true)
            runtime.finish()
        }
        for event in beginning { show(runtime.handle(event)) }
        while true {
            if InterruptFlag.take() { return interrupted() }
            switch delivery.next(runtime.session) {
            case .wait: wait(nil)
            case .connect: show(runtime.handle(.connect(request)))
            case .line(let line): show(runtime.handle(line: line))
            case .event(let event): show(runtime.handle(event))
            case .compose(let message, let allowsEightBit, let usesUTF8):
                compose(message, allowsEightBit: allowsEightBit, usesUTF8: usesUTF8)
            case .ask:
                guard let answer = ask() else { return interrupted() }
                show(runtime.handle(line: answer))
            case .done: return delivery.result.exitCode(of: runtime.session)
            }
        }
    }

    private mutating func interrupted() -> SessionCore.ExitCode {
        TerminalEcho.set(true)
        StandardError.write("interrupted; the connection is closed. A message whose end was not sent is not delivered.")
        return .interrupted
    }

    private mutating func wait(_ timeout: Duration?) {
        if runtime.waitForEvents(timeout: timeout).contains(.events) { show(runtime.drain()) }
    }

    private mutating func compose(_ message: Int, allowsEightBit: Bool, usesUTF8: Bool) {
        if message > 1, let interval {
            let end = pauseEnd ?? .now + .seconds(interval)
            pauseEnd = end
            guard end <= .now else { return wait(ContinuousClock.now.duration(to: end)) }
            pauseEnd = nil
        }
        do throws(InputProblem) {
            let (facts, content) = try source.next(allowsEightBit: allowsEightBit, usesUTF8: usesUTF8)
            delivery.take(facts, content)
        } catch {
            delivery.giveUp(error.text, error.exitCode)
        }
    }

    /// What the user answers; nil when it was ^C.
    private func ask() -> [UInt8]? {
        let prompt = runtime.session.prompt
        TerminalEcho.set(!prompt.isSecret)
        defer {
            TerminalEcho.set(true)
            if prompt.isSecret { Descriptor.write("\n", to: STDERR_FILENO) }
        }
        Descriptor.write(prompt.text, to: STDERR_FILENO)
        var reader = LineReader(maximumLine: LineReader.standardMaximumLine)
        while !InterruptFlag.take() {
            guard let bytes = StandardInput.read() else { continue }
            reader.append(bytes)
            if let line = reader.next(isOver: bytes.isEmpty) { return line }
            if bytes.isEmpty { return nil }
        }
        return nil
    }

    private func show(_ actions: [SessionAction]) { output.show(actions, of: runtime.session) }
}
