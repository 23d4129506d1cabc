import SMTPProtocol
import SMTPReference
import SessionCore

/// The panel with the table of all codes: a list in groups by severity, and the explanation of the code it stands on.
struct CodesPane: Sendable {
    /// One row of the list.
    enum Row: Hashable, Sendable {
        /// The name of a group.
        case heading(Severity)
        /// A code.
        case code(ReplyCode)
        /// An enhanced code that the search found.
        case enhanced(EnhancedCodeEntry)
    }

    /// The most characters of a search.
    static let maximumQuery = 64

    /// What was typed into the panel to search.
    private(set) var query = ""
    /// The list, after the search.
    private(set) var rows: [Row]
    /// The row that the panel's cursor is on; never a heading while there is anything else.
    private(set) var selection: Int
    /// The first visible row.
    private(set) var offset = 0
    /// How many rows of the list were shown last.
    private var shownRows = 0
    /// True while the whole explanation has the panel for itself.
    private(set) var isReading = false
    /// The first visible row of the explanation.
    private(set) var readingOffset = 0
    /// The code of the last reply.
    private(set) var marked: ReplyCode?

    private let tables: ReferenceTables

    init(tables: ReferenceTables) {
        self.tables = tables
        rows = []
        selection = 0
        search("")
        // What comes first in a session explains itself before anything has happened.
        select(220)
    }

    /// How many codes the list has.
    var found: Int { rows.count { if case .heading = $0 { false } else { true } } }

    /// The row that the cursor is on.
    var selected: Row? { rows.indices.contains(selection) ? rows[selection] : nil }

    /// Looks the table through and puts the cursor on the first row found.
    mutating func search(_ query: String) {
        let query = String(query.prefix(Self.maximumQuery))
        self.query = query
        let result = tables.find(query)
        let isAll = query.allSatisfy { $0 == " " }
        // Who asks for an enhanced code sees those first.
        let enhanced = isAll ? [] : result.enhancedCodes.map { Row.enhanced($0) }
        let isEnhancedFirst = query.contains(".")
        rows = isEnhancedFirst ? enhanced : []
        for severity in Severity.allCases {
            let codes = result.replyCodes.filter { $0.severity == severity }
            guard !codes.isEmpty else { continue }
            rows.append(.heading(severity))
            rows += codes.sorted { $0.code < $1.code }.map { .code($0.code) }
        }
        if !isEnhancedFirst { rows += enhanced }
        offset = 0
        selection = 0
        moveOffHeading(by: 1)
        if isAll, let marked { select(marked) }
    }

    /// The session got a reply: its code is marked, and the cursor follows it.
    mutating func follow(_ code: ReplyCode?) {
        marked = code
        guard let code, !isReading else { return }
        if !query.isEmpty { search("") }
        select(code)
    }

    /// The session got a reply while somebody looks at another code: nothing moves.
    mutating func mark(_ code: ReplyCode?) { marked = code }

    /// Puts the cursor on a code, if the list has it.
    mutating func select(_ code: ReplyCode) {
        if let index = rows.firstIndex(of: .code(code)) { selection = index }
    }

    /// Puts the cursor on a row that was clicked, counted from the first one shown; false when no code stands there.
    mutating func select(shownRow row: Int) -> Bool {
        let index = offset + row
        guard !isReading, row < shownRows, rows.indices.contains(index) else { return false }
        if case .heading = rows[index] { return false }
        selection = index
        return true
    }

    /// Groups the list in another way.
    mutating func group(by grouping: Settings.CodeGrouping) {}

    /// Moves the cursor by rows, over headings.
    mutating func move(by delta: Int) {
        guard !rows.isEmpty else { return }
        selection = min(max(selection + delta, 0), rows.count - 1)
        moveOffHeading(by: delta < 0 ? -1 : 1)
    }

    /// Scrolls the explanation.
    mutating func scrollReading(by delta: Int, rows: Int, height: Int) {
        readingOffset = min(max(0, readingOffset + delta), max(0, rows - height))
    }

    /// Begins or ends reading the whole explanation.
    mutating func setReading(_ reading: Bool) {
        isReading = reading
        readingOffset = 0
    }

    /// Brings the cursor's row into view, with its heading where that fits.
    mutating func scroll(toFit height: Int) {
        shownRows = height
        guard height > 0 else { return }
        if selection < offset { offset = selection }
        if selection > 0, selection == offset, case .heading = rows[selection - 1], height > 1 {
            offset = selection - 1
        }
        // Two more rows show what comes next.
        let ahead = min(2, max(0, height - 4), rows.count - 1 - selection)
        if selection + ahead >= offset + height { offset = selection + ahead - height + 1 }
        offset = min(offset, max(0, rows.count - height))
    }

    private mutating func moveOffHeading(by step: Int) {
        for step in [step, -step] {
            var index = selection
            while rows.indices.contains(index) {
                if case .heading = rows[index] { index += step } else { break }
            }
            if rows.indices.contains(index) {
                selection = index
                return
            }
        }
    }
}
