import ExplorerUI
import SafeText
import SessionCore
import SessionRuntime

/// The settings file: lines of the session language, of which `:set`, `:bind`, `:color` and comments are known there.
enum SettingsLines {
    /// A line that cannot be used, with its place and what to do.
    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    /// Applies the user's file to settings, and to what the full screen begins with; nothing happens when there is none.
    /// - Throws: ``Mistake`` for another kind of line, or one that names something that does not exist.
    static func apply(
        from path: String?, to settings: inout Settings, _ preferences: inout ScreenPreferences
    ) throws(Mistake) {
        guard let path else { return }
        let lines: [(number: Int, line: [UInt8])]
        do throws(FileProblem) {
            lines = try SettingsFile(path: path).lines()
        } catch {
            throw Mistake(description: Sanitizer.escape("\(error)"))
        }
        for (number, line) in lines {
            let text = line.drop { $0 == 0x20 || $0 == 0x09 }
            guard let first = text.first, first != UInt8(ascii: "#") else { continue }
            let place = "\(Sanitizer.escape(path)), line \(number): "
            let command: ExplorerCommand?
            do throws(LanguageError) {
                command = first == UInt8(ascii: ":") ? try ExplorerCommand(parsing: Array(text)) : nil
                if case .set(let setting, let value) = command { try settings.set(setting, to: value) }
            } catch {
                throw Mistake(description: place + error.description)
            }
            switch command {
            case .set: break
            case .screen(let request) where ScreenPreferences.takes(request):
                do throws(ScreenMistake) {
                    try preferences.apply(request)
                } catch {
                    throw Mistake(description: place + error.description)
                }
            default:
                throw Mistake(
                    description: place + "only :set NAME VALUE, :bind KEY ACTION and :color ROLE STYLE can stand here.")
            }
        }
    }
}
