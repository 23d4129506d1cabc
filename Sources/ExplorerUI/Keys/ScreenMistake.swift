import SafeText
import SessionCore
import TerminalKit

/// What is wrong with a line about keys or colours, and what to write instead.
public struct ScreenMistake: Error, Hashable, Sendable, CustomStringConvertible {
    /// The mistake and the advice, in two sentences. Foreign text is escaped.
    public let description: String

    private init(_ message: String, advice: String) { description = message + " " + advice }

    /// Foreign text, short and safe to show.
    private static func shown(_ text: String) -> String { Sanitizer.escape(String(text.prefix(40))) }

    static func role(_ name: String) -> ScreenMistake {
        let nearest = NearestName.of(name, among: Role.allCases.map(\.name)) ?? Role.ok.name
        return ScreenMistake(
            "There is no role \(shown(name)).", advice: "The nearest name is \(nearest). :color lists all.")
    }

    static func style(_ problem: StyleWords.Problem) -> ScreenMistake {
        switch problem {
        case .unknown(let word):
            let nearest = NearestName.of(word, among: StyleWords.vocabulary) ?? "bold"
            return ScreenMistake(
                "\(shown(word)) is no attribute and no colour.",
                advice: "The nearest word is \(nearest). A colour is also a number from 0 to 255.")
        case .number(let word):
            return ScreenMistake("There is no colour \(shown(word)).", advice: "The palette has 0 to 255.")
        case .surplus(let word):
            return ScreenMistake(
                "\(shown(word)) is one colour too many.", advice: "Write, for example, bold white on blue.")
        case .noGround:
            return ScreenMistake("\"on\" needs a colour behind it.", advice: "Write, for example, bold white on blue.")
        case .empty: return ScreenMistake("The style is missing.", advice: "Write, for example, bold green.")
        }
    }

    static func key(_ problem: KeyPress.Problem, written: String) -> ScreenMistake {
        switch problem {
        case .unknown(let rest):
            let names = KeyMap.standard.bindings.map(\.name).filter { $0.count > 2 }
            let nearest = NearestName.of(rest, among: names).map { "The nearest name is \($0). " } ?? ""
            return ScreenMistake(
                "There is no key \(shown(written)).",
                advice: nearest + "Write F9, Alt-Z, ^R, Shift-Tab or PgUp; :keys shows what a key arrives as.")
        case .sameAs(let key):
            return ScreenMistake(
                "Terminals send the same for \(shown(written)) and \(key.name).",
                advice: "Bind \(key.name), or another key.")
        case .modifiersUnseen(let key):
            return ScreenMistake(
                "Most terminals cannot tell \(shown(written)) from \(key.name).", advice: "Choose another key.")
        }
    }

    static func letter(_ key: KeyPress, _ action: ScreenAction) -> ScreenMistake {
        ScreenMistake(
            "\(key.name) is typed in the input, so it cannot be \(action.rawValue) there.",
            advice: "Add Alt or ^, or take a key that is no text.")
    }

    static func free(_ key: KeyPress) -> ScreenMistake {
        ScreenMistake("\(key.name) does nothing yet.", advice: ":bind lists the keys.")
    }
}

extension Role {
    /// The name that `:color` takes: `titleFocused` is `title-focused`.
    var name: String {
        rawValue.reduce(into: "") { name, character in
            name += character.isUppercase ? "-" + character.lowercased() : String(character)
        }
    }

    /// The role of this name, with or without hyphens.
    init?(named name: String) {
        let wanted = name.lowercased().filter { $0 != "-" }
        guard let role = Role.allCases.first(where: { $0.rawValue.lowercased() == wanted }) else { return nil }
        self = role
    }
}
