import CCurses
import Glibc
import TerminalKit

extension CursesTerminal {
    /// The most bytes of input that one event brings.
    public static let largestInput = 16 * 1024

    /// Waits for something to happen and returns all of it, at least one event.
    ///
    /// Draw once after the whole list. Input comes before what ends the program.
    /// - Parameter timeout: The longest wait; nil waits for ever. It passes with ``TerminalEvent/timeout``.
    public func wait(timeout: Duration? = nil) -> [TerminalEvent] {
        let deadline = timeout.map { ContinuousClock.now + max($0, .zero) }
        while true {
            let hasInput = isOutputGone && !isHungUp ? .hungUp : pollOnce(until: deadline)
            var events = eventsFromSignals()
            switch hasInput {
            case .nothing: break
            case .readable:
                // Not so when the job was stopped, and is continued in the background in order to end.
                if modes.isForeground { readInput(into: &events) }
            case .hungUp: hangUp(&events)
            }
            if !events.isEmpty { return events }
            if let deadline, ContinuousClock.now >= deadline { return [.timeout] }
        }
    }

    /// Stops the program, as ^Z does: the terminal is given back, the whole job stops, and when the shell lets it go
    /// on, the last frame is painted again.
    ///
    /// Returns what the wait would have told: ``TerminalEvent/resumed``, and a new size. Nothing stops, and nothing is
    /// returned, when the parent process asked to ignore ^Z.
    public func suspend() -> [TerminalEvent] {
        guard !isClosed, !isHungUp else { return [] }
        return stop(wholeGroup: true)
    }

    /// Gives the terminal to another program, such as an editor, and takes it again when the body returns.
    ///
    /// Returns what the wait would have told: ``TerminalEvent/resumed``, and a new size.
    public func lend(_ body: () -> Void) -> [TerminalEvent] {
        guard !isClosed, !isHungUp else { return [] }
        leave()
        body()
        return resume()
    }

    private enum Readiness {
        case nothing, readable, hungUp
    }

    private func pollOnce(until deadline: ContinuousClock.Instant?) -> Readiness {
        // A terminal that is gone would be reported for ever, and one that was given back is the shell's: poll looks
        // past a negative descriptor.
        let terminal = isHungUp || isAway ? -1 : input
        var ready = (
            pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
            pollfd(fd: cc_events_descriptor(), events: Int16(POLLIN), revents: 0)
        )
        let milliseconds = Self.milliseconds(until: deadline)
        let count = withUnsafeMutableBytes(of: &ready) { bytes in
            bytes.withMemoryRebound(to: pollfd.self) { poll($0.baseAddress, nfds_t($0.count), milliseconds) }
        }
        guard count > 0 else { return .nothing }
        let revents = Int32(ready.0.revents)
        if revents & POLLIN != 0 { return .readable }
        return revents & (POLLHUP | POLLERR | POLLNVAL) != 0 ? .hungUp : .nothing
    }

    private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = deadline - ContinuousClock.now
        guard left > .zero else { return 0 }
        // Rounded up: waking a moment too early would only mean waiting again. An hour at a time is enough.
        guard left < .seconds(3600) else { return 3_600_000 }
        let parts = left.components
        return Int32(parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000 + 1)
    }

    private func readInput(into events: inout [TerminalEvent]) {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.largestInput) { buffer, count in
            let got = read(input, buffer.baseAddress, buffer.count)
            failure = got < 0 ? errno : 0
            count = max(0, got)
        }
        if !bytes.isEmpty {
            // In front: what was typed before a signal to end came is seen before it.
            events.insert(.input(bytes), at: 0)
        } else if failure != EINTR && failure != EAGAIN {
            hangUp(&events)
        }
    }

    private func hangUp(_ events: inout [TerminalEvent]) {
        isHungUp = true
        tellHangup(&events)
    }

    private func tellHangup(_ events: inout [TerminalEvent]) {
        guard !isHangupTold else { return }
        isHangupTold = true
        events.append(.hangup)
    }

    private func eventsFromSignals() -> [TerminalEvent] {
        let bits = cc_events_take()
        func has(_ event: cc_event) -> Bool { bits & UInt32(event.rawValue) != 0 }
        var events: [TerminalEvent] = []
        // A job that is to end is continued for that alone (`kill %1`), often in the background.
        let isEnding = has(CC_EVENT_TERM) || has(CC_EVENT_HUP)
        if !isHungUp && !isClosed && !isEnding {
            if has(CC_EVENT_CONT) {
                // Also when TSTP came with it: going on is the later wish, and nobody would continue us a second time.
                events += resume()
            } else if has(CC_EVENT_TSTP) {
                events += stop(wholeGroup: false)
            } else if has(CC_EVENT_WINCH) {
                events += adoptWindowSize()
            }
        }
        if has(CC_EVENT_WAKE) { events.append(.wake) }
        if has(CC_EVENT_INT) { events.append(.terminate(signal: SIGINT)) }
        if has(CC_EVENT_TERM) { events.append(.terminate(signal: SIGTERM)) }
        if has(CC_EVENT_HUP) { tellHangup(&events) }
        return events
    }

    private func stop(wholeGroup: Bool) -> [TerminalEvent] {
        leave()
        let stopped = cc_stop(wholeGroup)
        let events = resume()
        return stopped ? events : []
    }

    /// Takes the terminal again after a stop, whoever ordered it: SIGSTOP leaves no time to give it back before.
    private func resume() -> [TerminalEvent] {
        cc_events_clear(UInt32(CC_EVENT_CONT.rawValue | CC_EVENT_TSTP.rawValue | CC_EVENT_WINCH.rawValue))
        // Makes ncurses enter the alternate screen again; what leaves it is of no use now.
        screen.leave()
        screen.withOutput { _ in }
        // Ended while it was stopped: the terminal belongs to the shell.
        guard !PendingSignals.areUrgent, enter() else { return [] }
        let resized = adoptWindowSize()
        redraw()
        return [.resumed] + resized
    }

    private func adoptWindowSize() -> [TerminalEvent] {
        let wanted = WindowSize.read(output.descriptor)
        guard wanted != size, screen.resize(to: wanted) else { return [] }
        return [.resized(wanted)]
    }
}
