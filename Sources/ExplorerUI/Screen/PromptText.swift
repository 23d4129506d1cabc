import SafeText
import SessionCore

/// A prompt as it fits before the line: a long question stands above the line, and a short prompt before it.
struct PromptText: Hashable {
    /// What stands above the line; nil when the whole prompt stands before it.
    let question: String?
    /// What stands before the line.
    let prompt: String

    /// - Parameter columns: the columns of the input. At least half of them are for the line.
    init(_ prompt: Prompt, columns: Int) {
        let room = columns / 2
        guard DisplayWidth.of(prompt.text) > room else {
            (question, self.prompt) = (nil, prompt.text)
            return
        }
        let short = columns < 4 ? "" : "> "
        guard prompt.isQuestion else {
            (question, self.prompt) = (nil, short)
            return
        }
        let (question, choices) = Self.split(prompt.text)
        if let choices, DisplayWidth.of(choices) <= room {
            (self.question, self.prompt) = (question, choices)
        } else {
            (self.question, self.prompt) = (Self.withoutMark(prompt.text), short)
        }
    }

    /// `The key is encrypted. Passphrase> ` is `The key is encrypted.` and `Passphrase> `.
    private static func split(_ text: String) -> (question: String, choices: String?) {
        let bytes = Array(text.utf8)
        let ends = [UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: ":")]
        // The blank behind a prompt is no place to split.
        for index in bytes.indices.dropLast(2).reversed() where ends.contains(bytes[index]) && bytes[index + 1] == 0x20
        {
            let choices = String(decoding: bytes[(index + 2)...], as: UTF8.self)
            return (String(decoding: bytes[...index], as: UTF8.self), choices)
        }
        return (text, nil)
    }

    /// The text without the `> ` at its end.
    private static func withoutMark(_ text: String) -> String {
        var end = text.utf8.endIndex
        let bytes = text.utf8
        while end > bytes.startIndex, [0x20, UInt8(ascii: ">")].contains(bytes[bytes.index(before: end)]) {
            end = bytes.index(before: end)
        }
        return String(text[..<end])
    }
}
