import SessionCore

/// The tabs of the side panel.
extension Explorer {
    /// Shows the next tab of the panel, or the one before.
    mutating func turnPanel(by step: Int, _ session: Session) {}

    /// Makes the panel wider or narrower.
    mutating func resizePanel(by columns: Int) {}

    /// How the codes are grouped next.
    func nextGrouping(_ session: Session) -> Settings.CodeGrouping { .severity }

    /// Scrolls the tabs that are pages of text.
    mutating func scrollPanelPage(by delta: Int, _ session: Session) {}
}
