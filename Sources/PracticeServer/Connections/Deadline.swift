import NIOCore

/// Until when a client has to have done something.
///
/// Kept as two points in time, so that a byte costs a clock reading and no timer.
struct Deadline {
    /// What the client owes.
    enum Step {
        case command
        case content
        case handshake
        case end
    }

    private let idle: TimeAmount
    private let command: TimeAmount
    private let content: TimeAmount
    private let handshake: TimeAmount
    private let farewell: TimeAmount
    private(set) var step = Step.command
    private var stepBegan: NIODeadline
    private var lastByte: NIODeadline

    init(_ deadlines: ServerDeadlines, now: NIODeadline) {
        idle = TimeAmount(deadlines.idle)
        command = TimeAmount(deadlines.command)
        content = TimeAmount(deadlines.content)
        handshake = TimeAmount(deadlines.handshake)
        farewell = TimeAmount(deadlines.farewell)
        stepBegan = now
        lastByte = now
    }

    /// A new step begins, also when it is one of the same kind.
    mutating func begin(_ step: Step, now: NIODeadline) {
        self.step = step
        stepBegan = now
        lastByte = now
    }

    /// Bytes came that finish nothing.
    mutating func heard(now: NIODeadline) {
        lastByte = now
    }

    /// When the client's time is over.
    var end: NIODeadline {
        switch step {
        case .command: stepBegan + command
        case .content: min(stepBegan + content, lastByte + idle)
        case .handshake: stepBegan + handshake
        case .end: stepBegan + farewell
        }
    }
}
