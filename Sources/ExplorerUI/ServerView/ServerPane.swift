import SessionCore

/// What is shown of the practice server's view: which connection or message is chosen, what is read in full, and where it is
/// scrolled to.
struct ServerPane: Hashable, Sendable {
    /// Something that can be chosen and opened, by its serial number.
    enum Item: Hashable, Sendable {
        case client(Int)
        case mail(Int)
    }

    /// A row, and what it belongs to when it can be chosen.
    struct Row: Hashable, Sendable {
        var text: ScreenText
        var item: Item?
    }

    /// What there is to show.
    private(set) var view = ServerView()
    /// What was chosen; nil for the newest connection.
    private(set) var selection: Item?
    /// What is read in full; nil for the overview.
    private(set) var reading: Item?
    /// The first visible row.
    private(set) var offset = 0

    /// Shows the server as it is now.
    mutating func show(_ view: ServerView) {
        self.view = view
        if let selection, !exists(selection) { self.selection = nil }
        if let reading, !exists(reading) { close() }
    }

    /// The connection whose facts are shown: the chosen one, or the newest that is open, or the newest.
    var shownClient: ServerView.Client? {
        if case .client(let serial) = selection { return client(serial) }
        return view.clients.last(where: \.isOpen) ?? view.clients.last
    }

    /// What the cursor is on.
    var current: Item? { selection ?? shownClient.map { .client($0.serial) } }

    /// Everything that can be chosen, from top to bottom.
    var items: [Item] {
        view.clients.reversed().map { .client($0.serial) } + view.mails.reversed().map { .mail($0.serial) }
    }

    /// Moves the cursor in the overview; scrolls what is read.
    mutating func move(by delta: Int) {
        guard reading == nil else { return scroll(by: delta) }
        let items = items
        guard !items.isEmpty else { return }
        let index = current.flatMap(items.firstIndex) ?? 0
        selection = items[min(max(0, index + delta), items.count - 1)]
    }

    /// Scrolls what is read by rows, and moves the cursor in the overview; both ends are noted when it is drawn.
    mutating func scroll(by delta: Int) {
        guard reading != nil else { return move(by: delta > 0 ? 1 : -1) }
        offset = max(0, offset &+ delta)
    }

    /// Goes to the first or the last row.
    mutating func go(toEnd: Bool) {
        if reading != nil { offset = toEnd ? Self.end : 0 } else { selection = toEnd ? items.last : items.first }
    }

    /// Shows all of what is chosen: a dialogue from its end, a message from its beginning.
    mutating func open() {
        guard reading == nil, let current else { return }
        reading = current
        if case .client = current { offset = Self.end } else { offset = 0 }
    }

    /// Goes back to the overview.
    /// - Returns: whether there was something to close.
    @discardableResult
    mutating func close() -> Bool {
        guard reading != nil else { return false }
        reading = nil
        offset = 0
        return true
    }

    /// Has the rows in view that are to be seen.
    mutating func settle(_ rows: [Row], height: Int) {
        let last = max(0, rows.count - height)
        if reading == nil, let current, let first = rows.firstIndex(where: { $0.item == current }) {
            let bottom = rows.lastIndex { $0.item == current } ?? first
            // The first row is what must be seen, and as much of the others as there is room for.
            if bottom >= offset + height { offset = bottom - height + 1 }
            if first < offset { offset = first }
            // The heading above the first item comes along.
            if current == items.first { offset = 0 }
        }
        offset = min(max(0, offset), last)
    }

    /// Beyond every row: ``settle(_:height:)`` makes it the last one.
    private static let end = 1 << 30

    func client(_ serial: Int) -> ServerView.Client? { view.clients.first { $0.serial == serial } }
    func mail(_ serial: Int) -> ServerView.Mail? { view.mails.first { $0.serial == serial } }

    private func exists(_ item: Item) -> Bool {
        switch item {
        case .client(let serial): client(serial) != nil
        case .mail(let serial): mail(serial) != nil
        }
    }
}
