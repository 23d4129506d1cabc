import SafeText

/// Our own words, which hold a few characters outside ASCII: in ASCII they have a plain form, not an escape.
public enum OwnText {
    /// The text as it can be shown. Whatever else is in it goes through the sanitizer.
    public static func shown(_ text: String, ascii: Bool) -> String {
        guard ascii else { return Sanitizer.escape(text) }
        var plain = ""
        for character in text {
            switch character {
            case "§": break
            case "·": plain += "."
            case "–", "—": plain += "-"
            case "…": plain += "..."
            default: plain.append(character)
            }
        }
        return Sanitizer.escape(plain, style: .ascii)
    }
}
