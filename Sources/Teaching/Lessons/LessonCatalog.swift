import CAssets

/// The lessons that are compiled in.
public enum LessonCatalog {
    /// All that can be read, by course and place.
    public static let all: [Lesson] = sorted(
        (0..<asset_lesson_count()).compactMap { index in
            let (bytes, name, path) = content(at: index)
            // A built-in lesson that cannot be read fails a test; the others go on.
            return try? LessonReader.read(bytes, name: name, file: path)
        })

    /// The lesson of this name.
    public static func named(_ name: String) -> Lesson? { all.first { $0.name == name } }

    /// What is wrong with the lessons that are compiled in: nothing, says a test.
    static var mistakes: [LessonMistake] {
        (0..<asset_lesson_count()).compactMap { index in
            let (bytes, name, path) = content(at: index)
            do throws(LessonMistake) {
                _ = try LessonReader.read(bytes, name: name, file: path)
                return nil
            } catch {
                return error
            }
        }
    }

    private static func sorted(_ lessons: [Lesson]) -> [Lesson] {
        let courses = Lesson.Course.allCases
        func rank(_ lesson: Lesson) -> (Int, Int) { (courses.firstIndex(of: lesson.course) ?? 0, lesson.place) }
        return lessons.sorted { rank($0) < rank($1) }
    }

    private static func content(at index: Int) -> (bytes: [UInt8], name: String, path: String) {
        let asset = asset_lesson(index)
        let path = String(cString: asset.path)
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return (
            Array(UnsafeBufferPointer(start: asset.bytes, count: asset.count)),
            String(file.prefix { $0 != "." }), path
        )
    }
}
