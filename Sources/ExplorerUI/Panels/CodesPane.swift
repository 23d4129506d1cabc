import SMTPProtocol
import SMTPReference
import SessionCore

/// The panel with the table of all codes: a list in groups, and the explanation of the code it stands on.
struct CodesPane: Sendable {
    typealias Row = CodeList.Row

    /// The most characters of a search.
    static let maximumQuery = 64

    /// What was typed into the panel to search.
    private(set) var query = ""
    /// How the list is grouped.
    private(set) var grouping = Settings.CodeGrouping.severity
    /// The codes whose enhanced codes are shown below them.
    private(set) var open: Set<ReplyCode> = []
    /// The list, after the search.
    private(set) var rows: [Row] = []
    /// The row that the panel's cursor is on; never a heading while there is anything else.
    private(set) var selection = 0
    /// The first visible row.
    private(set) var offset = 0
    /// The rows of the screen where the list was shown last.
    var shownRows = 0..<0
    /// How many different codes the search found.
    private(set) var found = 0
    /// True while the whole explanation has the panel for itself.
    private(set) var isReading = false
    /// The first visible row of the explanation.
    private(set) var readingOffset = 0
    /// The code of the last reply.
    private(set) var marked: ReplyCode?
    /// What the last reply answers: in groups by command, the cursor goes to that one.
    private var markedStage: ReplyStage?

    private let tables: ReferenceTables
    private var result: SearchResult

    init(tables: ReferenceTables) {
        self.tables = tables
        result = tables.find("")
        search("")
        // What comes first in a session explains itself before anything has happened.
        select(220)
    }

    /// The row that the cursor is on.
    var selected: Row? { rows.indices.contains(selection) ? rows[selection] : nil }

    /// The code that the cursor is on or below.
    var selectedCode: ReplyCode? {
        switch selected {
        case .code(let code), .child(_, of: let code): code
        case .heading, .enhanced, nil: nil
        }
    }

    /// Looks the table through and puts the cursor on the first row found.
    mutating func search(_ query: String) {
        let query = String(query.prefix(Self.maximumQuery))
        self.query = query
        result = tables.find(query)
        open = []
        makeRows()
        offset = 0
        selection = 0
        moveOffHeading(by: 1)
        if query.allSatisfy({ $0 == " " }), let marked { select(marked, after: markedStage) }
    }

    /// The session got a reply: its code is marked, and the cursor follows it.
    mutating func follow(_ code: ReplyCode?, after stage: ReplyStage? = nil) {
        mark(code, after: stage)
        guard let code, !isReading else { return }
        if !query.isEmpty { search("") }
        select(code, after: stage)
    }

    /// The session got a reply while somebody looks at another code: nothing moves.
    mutating func mark(_ code: ReplyCode?, after stage: ReplyStage? = nil) {
        marked = code
        markedStage = stage
    }

    /// Puts the cursor on what stands in a row of the screen; false when that is no code.
    mutating func select(shownRow row: Int) -> Bool {
        let index = offset + row - shownRows.lowerBound
        guard !isReading, shownRows.contains(row), rows.indices.contains(index) else { return false }
        if isHeading(index) { return false }
        selection = index
        return true
    }

    /// Puts the cursor on a code, if the list has it; where it has it twice, below what it answers.
    mutating func select(_ code: ReplyCode, after stage: ReplyStage? = nil) {
        guard let first = rows.firstIndex(of: .code(code)) else { return }
        let group = rows.firstIndex(of: .heading(.stage(stage))) ?? rows.startIndex
        selection = rows[group...].firstIndex(of: .code(code)) ?? first
    }

    /// Groups the list in another way; the cursor stays on its code.
    mutating func group(by grouping: Settings.CodeGrouping) {
        guard grouping != self.grouping else { return }
        self.grouping = grouping
        remakeRows()
    }

    /// Shows the enhanced codes that go with the code under the cursor.
    /// - Returns: whether there was something to open.
    mutating func openCode() -> Bool {
        guard case .code(let code) = selected, !open.contains(code),
            !CodeList.children(of: code, in: tables).isEmpty
        else { return false }
        open.insert(code)
        remakeRows()
        return true
    }

    /// Hides the enhanced codes of the code under the cursor, or of the one above it.
    /// - Returns: whether there was something to close.
    mutating func closeCode() -> Bool {
        guard let code = selectedCode, open.contains(code) else { return false }
        // The cursor goes from the children to their code, in the group that they stand in.
        while case .child = rows[selection], selection > 0 { selection -= 1 }
        open.remove(code)
        remakeRows()
        return true
    }

    /// Moves the cursor by rows, over headings.
    mutating func move(by delta: Int) {
        guard !rows.isEmpty else { return }
        selection = min(max(selection + delta, 0), rows.count - 1)
        moveOffHeading(by: delta < 0 ? -1 : 1)
    }

    /// Puts the cursor on a row of the list, if there is something to stand on.
    mutating func select(row: Int) {
        guard rows.indices.contains(row), !isHeading(row) else { return }
        selection = row
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
        guard height > 0, rows.indices.contains(selection) else { return }
        if selection < offset { offset = selection }
        if selection > 0, selection == offset, isHeading(selection - 1), height > 1 { offset = selection - 1 }
        // Two more rows show what comes next; below an open code, its enhanced codes, as far as the code stays in view.
        let children = rows[(selection + 1)...].prefix { if case .child = $0 { true } else { false } }.count
        let wanted = children > 2 ? min(children, height - 2) : min(2, height - 4)
        let ahead = min(max(0, wanted), rows.count - 1 - selection)
        if selection + ahead >= offset + height { offset = selection + ahead - height + 1 }
        offset = min(offset, max(0, rows.count - height))
    }

    private mutating func makeRows() {
        rows = CodeList(tables: tables, grouping: grouping, open: open).rows(result, query: query)
        let enhanced = rows.count { if case .enhanced = $0 { true } else { false } }
        found = result.replyCodes.count + enhanced
    }

    /// Makes the rows anew and leaves the cursor on what it was on, in the same group if there is one.
    private mutating func remakeRows() {
        let kept = selected
        let heading = rows[..<min(selection + 1, rows.count)].last { if case .heading = $0 { true } else { false } }
        makeRows()
        guard let group = heading.flatMap({ rows.firstIndex(of: $0) }) else {
            // Other groups: a code of the last reply goes to what that answers.
            selection = 0
            moveOffHeading(by: 1)
            guard case .code(let code) = kept else { return }
            return select(code, after: code == marked ? markedStage : nil)
        }
        let place = kept.flatMap { row in rows[group...].firstIndex(of: row) ?? rows.firstIndex(of: row) }
        selection = place ?? min(selection, max(0, rows.count - 1))
        moveOffHeading(by: 1)
    }

    private func isHeading(_ row: Int) -> Bool { if case .heading = rows[row] { true } else { false } }

    private mutating func moveOffHeading(by step: Int) {
        for step in [step, -step] {
            var index = selection
            while rows.indices.contains(index), isHeading(index) { index += step }
            if rows.indices.contains(index) {
                selection = index
                return
            }
        }
    }
}
