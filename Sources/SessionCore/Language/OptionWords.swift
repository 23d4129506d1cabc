/// The words behind a command's name, of which some are options and some are the values of options.
struct OptionWords {
    private var rest: ArraySlice<Word>
    /// The length of the line, where a missing word is missed.
    let end: Int

    /// The words of a line that has `end` bytes.
    init(_ words: [Word], end: Int) {
        rest = words[...]
        self.end = end
    }

    /// The next word.
    mutating func next() -> Word? { rest.popFirst() }

    /// The word behind an option.
    mutating func value(of option: Word) throws(LanguageError) -> Word {
        guard let value = rest.popFirst() else {
            throw LanguageError(
                .missingArgument, "\(option.text) has no value.", at: end, advice: ":help connect shows the options.")
        }
        return value
    }

    /// The word behind an option as text, such as a path or a name.
    mutating func text(of option: Word) throws(LanguageError) -> String {
        let value = try value(of: option)
        guard let text = String(validating: value.bytes, as: UTF8.self), !text.isEmpty, !value.bytes.contains(0) else {
            throw LanguageError(
                .badValue, "The value of \(option.text) is empty or not plain text.", at: value.range.lowerBound,
                advice: ":help connect shows the options.")
        }
        return text
    }
}

extension Word {
    /// Whether it begins with a hyphen that was not quoted.
    var isOption: Bool { bytes.first == UInt8(ascii: "-") && !isQuoted }
}
