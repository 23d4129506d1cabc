public import SessionCore

/// The panel with the lesson.
extension Explorer {
    /// Offers this lesson as long as nothing has happened.
    public mutating func offer(lesson name: String, title: String) {
        start.offer(lesson: name, title: title)
        isBodyStale = true
    }

    /// Has the panel show this page of the lesson from now on.
    /// - Parameter opens: whether the panel is opened for it.
    public mutating func show(lesson page: FactPage, opens: Bool, in session: Session) {
        if lesson.page != page {
            lesson.show(page)
            isBodyStale = true
        }
        if opens { openPanel(.lesson, session) }
    }
}
