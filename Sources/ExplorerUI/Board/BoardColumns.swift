import TerminalKit

/// Which columns of the board fit, and where they stand. What says least goes first.
struct BoardColumns: Hashable, Sendable {
    /// What a column shows, in the order from left to right.
    enum Name: Int, Hashable, Sendable, CaseIterable {
        case name, state, protection, done, reply, mails, step, idle, address
    }

    /// A column and its place.
    struct Column: Hashable, Sendable {
        let name: Name
        let start: Int
        let width: Int
    }

    /// Columns of the mark in front of the row.
    private static let markWidth = 2
    private static let stateWidth = 8
    private static let shortReply = 5
    private static let longReply = 10
    private static let shortStep = 5
    private static let fewestDone = 14
    /// The most cells of the bar of steps.
    static let longestBar = 10

    let columns: [Column]
    /// Whether the reply has its word beside code and sign.
    private(set) var hasReplyWord = false
    /// The cells of the bar of steps; 0 for none.
    private(set) var barWidth = 0

    /// - Parameters:
    ///   - width: the columns of the window.
    ///   - stepCount: the steps of the lesson; nil where none is played.
    init(width: Int, stepCount: Int?) {
        var widths: [Name: Int] = [.name: min(20, max(8, width / 6)), .state: Self.stateWidth]
        var left = width - Self.markWidth - widths.values.reduce(1, +)
        func fits(_ wanted: Int) -> Bool {
            guard left >= wanted + 1 else { return false }
            left -= wanted + 1
            return true
        }
        if stepCount != nil, fits(Self.shortStep) { widths[.step] = Self.shortStep }
        if fits(Self.shortReply) { widths[.reply] = Self.shortReply }
        if fits(6) { widths[.idle] = 6 }
        if fits(4) { widths[.mails] = 4 }
        if fits(Self.fewestDone) { widths[.done] = Self.fewestDone }
        if widths[.reply] != nil, left >= Self.longReply - Self.shortReply {
            left -= Self.longReply - Self.shortReply
            widths[.reply] = Self.longReply
            hasReplyWord = true
        }
        if let stepCount, widths[.step] != nil {
            let bar = min(Self.longestBar, stepCount)
            if left >= bar + 1 {
                left -= bar + 1
                barWidth = bar
                widths[.step] = Self.shortStep + 1 + bar
            }
        }
        if fits(9) { widths[.protection] = 9 }
        if fits(15) { widths[.address] = 15 }
        widths[widths[.done] == nil ? .name : .done, default: 0] += max(0, left)
        var start = Self.markWidth
        var columns: [Column] = []
        for name in Name.allCases {
            guard let width = widths[name] else { continue }
            columns.append(Column(name: name, start: start, width: width))
            start += width + 1
        }
        self.columns = columns
    }

    /// What stands above a column.
    static func title(_ name: Name) -> String {
        switch name {
        case .name: "Name"
        case .state: "State"
        case .protection: "Safe"
        case .done: "Last did"
        case .reply: "Reply"
        case .mails: "Mail"
        case .step: "Step"
        case .idle: "Idle"
        case .address: "Address"
        }
    }
}
