import SafeText
import SessionRuntime
import Teaching

/// How far the lessons are, from one run to the next. Without a folder nothing is kept.
struct ProgressFile {
    private let file: PrivateTextFile

    init?(in folders: UserFolders) {
        guard let file = PrivateTextFile(named: "lessons", in: folders) else { return nil }
        self.file = file
    }

    func load() -> LessonProgress {
        do throws(FileProblem) {
            return LessonProgress(decoding: try file.read(limit: LessonProgress.maximumSize))
        } catch {
            return LessonProgress()
        }
    }

    /// Adds what is new to what another run may have written meanwhile. A file that cannot be written is no reason to stop a lesson.
    func save(_ progress: LessonProgress) {
        try? file.update(limit: LessonProgress.maximumSize) { bytes in
            var newest = LessonProgress(decoding: bytes)
            newest.merge(progress)
            return Array((newest.lines.joined(separator: "\n") + "\n").utf8)
        }
    }
}
