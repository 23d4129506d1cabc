import SessionRuntime
import Teaching

/// What is known in the quiz, from one run to the next. Without a folder nothing is kept.
struct QuizFile {
    /// The largest file that is read, in bytes: each item has one short line.
    private static let maximumSize = 65_536

    private let file: PrivateTextFile

    init?(in folders: UserFolders) {
        guard let file = PrivateTextFile(named: "quiz", in: folders) else { return nil }
        self.file = file
    }

    func load() -> QuizMemory {
        guard let bytes = try? file.read(limit: Self.maximumSize) else { return QuizMemory() }
        return QuizMemory(lines: String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
    }

    /// A file that cannot be written is no reason to stop the quiz.
    func save(_ memory: QuizMemory) {
        try? file.update(limit: Self.maximumSize) { _ in Array((memory.lines.joined(separator: "\n") + "\n").utf8) }
    }
}
