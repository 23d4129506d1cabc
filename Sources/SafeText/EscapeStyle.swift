/// Which characters may stand as themselves in sanitized text.
public enum EscapeStyle: Hashable, Sendable {
    /// Printable characters of a known width stand as themselves, all others as escapes.
    case unicode

    /// Only printable US-ASCII stands as itself: for `LANG=C`, Latin-1 terminals and `--ascii`.
    case ascii
}
