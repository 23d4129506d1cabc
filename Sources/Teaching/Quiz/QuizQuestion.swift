/// A question with four choices.
public struct QuizQuestion: Hashable, Sendable {
    /// What is asked.
    public let text: String
    /// The choices; the first is A.
    public let choices: [String]
    /// Which one is right, from 0.
    let right: Int
    /// What to know about it.
    let explanation: String
    /// What the question is about.
    let item: QuizItem

    /// The letters of the choices.
    static let letters = ["A", "B", "C", "D"]

    /// The question and its choices as lines.
    public var lines: [String] { [text] + zip(Self.letters, choices).map { "  \($0)  \($1)" } }

    /// The choice that a text means: its letter, or the beginning of its words, if no other begins so.
    func choice(for text: String) -> Int? {
        let wanted = text.lowercased().split(separator: " ").joined(separator: " ")
        guard !wanted.isEmpty else { return nil }
        if let index = Self.letters.firstIndex(where: { $0.lowercased() == wanted }), index < choices.count {
            return index
        }
        let fitting = choices.indices.filter { choices[$0].lowercased().hasPrefix(wanted) }
        return fitting.count == 1 ? fitting[0] : nil
    }
}
