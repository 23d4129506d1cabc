/// Why text is not fit for a terminal, or nil when it is: the property that every sink must have.
///
/// Written without the tables under test: by Unicode's own properties.
func harm(in text: String) -> String? {
    for scalar in text.unicodeScalars {
        let value = scalar.value
        if value < 0x20 || value == 0x7F || (0x80...0x9F).contains(value) { return "control \(value)" }
        if value < 0x7F { continue }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator, .spacingMark, .enclosingMark:
            return "U+\(String(value, radix: 16)) \(properties.generalCategory)"
        default: break
        }
        if properties.isDefaultIgnorableCodePoint || properties.isBidiControl || properties.isVariationSelector {
            return "U+\(String(value, radix: 16)) is invisible"
        }
    }
    return nil
}
