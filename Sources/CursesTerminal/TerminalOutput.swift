import CCurses
import Glibc

/// The way of the bytes to the terminal.
///
/// The descriptor blocks, as the shell left it. A terminal that takes no bytes holds the user interface up, and nothing
/// else; a signal that ends the program gets through.
struct TerminalOutput {
    enum Outcome {
        case delivered
        /// Cut in the middle: a signal to end came, or patience ran out, while the terminal took no bytes.
        case abandoned
        /// The terminal is gone.
        case gone
    }

    let descriptor: Int32
    private(set) var byteCount: UInt64 = 0

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Writes all of `bytes`. With `patience` (in milliseconds) it waits no longer than that for a terminal that takes
    /// none, and does not mind signals: for the last bytes of all.
    mutating func deliver(_ bytes: UnsafeBufferPointer<UInt8>, patience: Int32? = nil) -> Outcome {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch waitUntilWritable(patience) {
            case .delivered: break
            case let other: return other
            }
            let wrote = write(descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
            if wrote > 0 {
                byteCount += UInt64(wrote)
                rest = rest.dropFirst(wrote)
            } else if errno != EINTR && errno != EAGAIN {
                return .gone
            }
        }
        return .delivered
    }

    /// Writes `text`, likewise.
    mutating func deliver(_ text: String, patience: Int32? = nil) -> Outcome {
        var text = text
        return text.withUTF8 { deliver($0, patience: patience) }
    }

    private func waitUntilWritable(_ patience: Int32?) -> Outcome {
        while true {
            if patience == nil && PendingSignals.areUrgent { return .abandoned }
            // Not the event descriptor as well: it is readable for wake-ups too, and this loop would spin on them.
            var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let count = poll(&ready, 1, patience ?? Self.glance)
            if count > 0 {
                let revents = Int32(ready.revents)
                if revents & (POLLHUP | POLLERR | POLLNVAL) != 0 { return .gone }
                return .delivered
            }
            if count == 0 && patience != nil { return .abandoned }
            if count < 0 && errno != EINTR { return .gone }
        }
    }

    /// How long, in milliseconds, a signal to end may go unseen while the terminal takes no bytes.
    private static let glance: Int32 = 200
}
