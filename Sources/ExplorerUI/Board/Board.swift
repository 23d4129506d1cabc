public import TerminalKit

/// The board of a class: one row a student, and one student in full. Keys and a ``Roster`` in, a surface out.
public struct Board: Sendable {
    /// What stands above the rows and does not change.
    public struct Heading: Hashable, Sendable {
        /// Where the server listens, such as `127.0.0.1:2525`.
        public let place: String
        /// What a student types to come, in words.
        public let joining: String
        /// Who can reach the server, in words.
        public let reach: String
        /// The scenario's name.
        public let scenario: String
        /// The lesson's name; nil where none is played.
        public let lesson: String?

        /// What stands above the rows.
        public init(place: String, joining: String, reach: String, scenario: String, lesson: String?) {
            self.place = place
            self.joining = joining
            self.reach = reach
            self.scenario = scenario
            self.lesson = lesson
        }
    }

    /// The orders that the rows can have.
    enum Order: Hashable, Sendable {
        /// By name, those without one last.
        case name
        /// Those first who have done the fewest steps.
        case step
        /// Those first who did something last.
        case activity
    }

    /// What a key asks for.
    public enum Effect: Hashable, Sendable {
        /// End the server in peace.
        case drain
        /// End the server at once: it was ending in peace already.
        case end
        /// Paint everything anew.
        case repaint
        /// Stop the program, as ^Z does.
        case suspend
    }

    let heading: Heading
    let glyphs: Glyphs
    private let ownTheme: Theme
    private let projectorTheme: Theme
    private(set) var isProjected = false
    private(set) var size: Size
    private(set) var order = Order.name
    /// The chosen row, by serial number; nil for the first one.
    private(set) var selection: Int?
    /// Who is looked at, by serial number.
    private(set) var reading: Int?
    /// The first visible row of the list, or of what is read.
    var top = 0
    /// Whether what is read is followed to its end.
    private(set) var isFollowing = true
    /// Whether it is asked if the server shall end.
    private(set) var isAsking = false
    /// Whether the server is ending.
    public private(set) var isDraining = false
    /// The rows that the list or the text had when it was last drawn.
    var height = 1

    /// The theme that is drawn with.
    var theme: Theme { isProjected ? projectorTheme : ownTheme }

    /// An empty board.
    public init(heading: Heading, size: Size, theme: Theme, glyphs: Glyphs) {
        self.heading = heading
        self.size = size
        self.glyphs = glyphs
        ownTheme = theme
        projectorTheme = .named(.projector, depth: theme.depth)
    }

    /// The window has another size.
    public mutating func resize(_ size: Size) { self.size = size }

    /// The server ends: nothing is asked any more.
    public mutating func drain() {
        isDraining = true
        isAsking = false
    }

    /// Takes a key.
    /// - Returns: what is to be done beside painting.
    public mutating func handle(_ key: KeyEvent, in roster: Roster) -> Effect? {
        switch key {
        case .text(let text):
            for letter in text.unicodeScalars {
                if let effect = typed(letter, roster) { return effect }
            }
            return nil
        case .key(.character("c"), .control):
            if isDraining { return .end }
            guard isAsking else {
                ask()
                return nil
            }
            return .drain
        case .key(.character("l"), .control): return .repaint
        case .key(.character("z"), .control): return .suspend
        case .key(let key, let modifiers) where modifiers.isEmpty:
            press(key, roster)
            return nil
        case .key, .paste, .pasteTruncated, .mouse, .focus, .report, .unknown: return nil
        }
    }

    private mutating func ask() { isAsking = !isDraining }

    private mutating func typed(_ letter: Unicode.Scalar, _ roster: Roster) -> Effect? {
        if isAsking {
            isAsking = false
            return letter == "y" || letter == "Y" ? .drain : nil
        }
        switch letter {
        case "q", "Q":
            if isDraining { return .end }
            ask()
        case "p": isProjected.toggle()
        case "n": sort(.name)
        case "s" where heading.lesson != nil: sort(.step)
        case "a": sort(.activity)
        case "k": move(by: -1, roster)
        case "j": move(by: 1, roster)
        default: break
        }
        return nil
    }

    private mutating func sort(_ order: Order) {
        self.order = order
        if reading == nil { top = 0 }
    }

    private mutating func press(_ key: Key, _ roster: Roster) {
        if isAsking, key == .escape {
            isAsking = false
            return
        }
        switch key {
        case .up: move(by: -1, roster)
        case .down: move(by: 1, roster)
        case .pageUp: move(by: -max(1, height - 1), roster)
        case .pageDown: move(by: max(1, height - 1), roster)
        case .home: go(toEnd: false, roster)
        case .end: go(toEnd: true, roster)
        case .enter: open(roster)
        case .escape, .left, .backspace: close()
        case .right: open(roster)
        case .character, .tab, .insert, .delete, .function: break
        }
    }

    /// What is on the row of the cursor.
    func current(_ rows: [Roster.Entry]) -> Int? {
        let chosen = selection.flatMap { serial in rows.first { $0.serial == serial } }
        return (chosen ?? rows.first)?.serial
    }

    private mutating func move(by delta: Int, _ roster: Roster) {
        guard reading == nil else {
            isFollowing = false
            top = max(0, top + delta)
            return
        }
        let rows = rows(of: roster)
        guard let current = current(rows), let index = rows.firstIndex(where: { $0.serial == current }) else { return }
        selection = rows[min(max(0, index + delta), rows.count - 1)].serial
    }

    private mutating func go(toEnd: Bool, _ roster: Roster) {
        guard reading == nil else {
            isFollowing = toEnd
            if !toEnd { top = 0 }
            return
        }
        let rows = rows(of: roster)
        selection = (toEnd ? rows.last : rows.first)?.serial
    }

    private mutating func open(_ roster: Roster) {
        guard reading == nil, let current = current(rows(of: roster)) else { return }
        selection = current
        reading = current
        isFollowing = true
    }

    private mutating func close() {
        guard reading != nil else { return }
        reading = nil
        top = 0
    }

    /// Has what is read at its place, with its end noted.
    mutating func settle(rows: Int, height: Int) {
        self.height = height
        let last = max(0, rows - height)
        if reading != nil, isFollowing { top = last }
        top = min(max(0, top), last)
        if reading != nil, top == last { isFollowing = true }
    }

    /// The entries in their order.
    func rows(of roster: Roster) -> [Roster.Entry] {
        switch order {
        case .name: roster.entries.sorted { Self.name($0) < Self.name($1) }
        case .step:
            roster.entries.sorted { left, right in
                if left.isHere != right.isHere { return left.isHere }
                let (done, other) = (left.progress?.done ?? 0, right.progress?.done ?? 0)
                return done == other ? Self.name(left) < Self.name(right) : done < other
            }
        case .activity:
            roster.entries.sorted { left, right in
                if left.isHere != right.isHere { return left.isHere }
                return (left.activeAt, left.serial) > (right.activeAt, right.serial)
            }
        }
    }

    private static func name(_ entry: Roster.Entry) -> (Int, String, Int) {
        (entry.name == nil ? 1 : 0, entry.name?.lowercased() ?? "", entry.serial)
    }
}
