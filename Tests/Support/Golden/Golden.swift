import Glibc
public import TerminalKit

/// Compares what a view draws with a text file that a person can read in review.
///
/// The files stand in the folder `Golden` beside the test file that asks. With `SMTPX_RECORD_GOLDEN=1` in the
/// environment they are written instead of compared.
public enum Golden {
    /// What is wrong, in words for the test's log; nil when the surface is as recorded.
    ///
    /// Use it as `#expect(Golden.difference(of: surface, from: "name") == nil)`.
    /// - Parameters:
    ///   - surface: What was drawn.
    ///   - name: The file's name without `.txt`.
    ///   - styles: Whether the styles are compared too, as a grid of letters with a legend.
    ///   - names: Names for styles in the legend.
    ///   - file: The test's file.
    public static func difference(
        of surface: Surface, from name: String, styles: Bool = true, names: [Style: String] = [:],
        file: StaticString = #filePath
    ) -> String? {
        var lines = surface.lines()
        if let cursor = surface.cursor { lines += ["", "cursor: row \(cursor.row), column \(cursor.column)"] }
        if styles { lines += ["", "styles:"] + surface.styleGrid(names: names) }
        return difference(of: lines, from: name, file: file)
    }

    /// What is wrong with lines of text; nil when they are as recorded.
    public static func difference(
        of lines: [String], from name: String, file: StaticString = #filePath
    ) -> String? {
        let folder = "\(file)".split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let path = folder + "/Golden/" + name + ".txt"
        let text = lines.joined(separator: "\n") + "\n"
        if let record = getenv("SMTPX_RECORD_GOLDEN"), String(cString: record) == "1" {
            mkdir(folder + "/Golden", 0o755)
            return TextFile.isWritten(text, to: path) ? nil : "could not write \(path)"
        }
        guard let recorded = TextFile.read(path) else {
            return "there is no \(path); run the tests with SMTPX_RECORD_GOLDEN=1 to write it, and read it"
        }
        guard recorded != text else { return nil }
        return report(recorded: recorded, drawn: text, path: path)
    }

    private static func report(recorded: String, drawn: String, path: String) -> String {
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let new = drawn.split(separator: "\n", omittingEmptySubsequences: false)
        var report = ["\(path) differs (SMTPX_RECORD_GOLDEN=1 records):"]
        for index in 0..<max(old.count, new.count) {
            let before = index < old.count ? String(old[index]) : "(no line)"
            let after = index < new.count ? String(new[index]) : "(no line)"
            if before != after { report += ["line \(index + 1)", "  recorded |\(before)|", "  drawn    |\(after)|"] }
        }
        return report.joined(separator: "\n")
    }
}
