import SessionCore

extension LessonText {
    /// The page of the panel while the quiz is under way.
    static func page(quiz lines: [String]) -> FactPage {
        FactPage(sections: [FactPage.Section(title: "Quiz", rows: lines.map { FactPage.Row("", $0) })])
    }
}
