extension CommandParser {
    /// Looks at every byte of the line for what no command may hold, wherever it stands.
    mutating func checkBytes(_ verb: Verb, _ arguments: Command.Arguments) {
        var firstNonASCII: Int?
        for (index, byte) in line.enumerated() where byte < ASCII.space || byte >= ASCII.delete {
            let place = index..<index + 1
            switch byte {
            case ASCII.cr:
                problems.add(.bareCR, at: place, "There is a CR inside the line", "RFC 5321 §2.3.8")
            case ASCII.lf:
                problems.add(
                    .bareLF, at: place, "There is an LF inside the line; many servers see two commands here",
                    "RFC 5321 §2.3.8")
            case ASCII.nul:
                problems.add(.nul, at: place, "There is a NUL byte (zero) in the line", "RFC 5321 §4.1.2")
            case ASCII.tab:
                if index < end {
                    problems.add(.tab, at: place, "There is a tab; SMTP allows only spaces", "RFC 5321 §4.1.1")
                }
            case 0x80...:
                if firstNonASCII == nil { firstNonASCII = index }
            default:
                problems.add(
                    .controlCharacter, at: place, "There is a control byte in the line", "RFC 5321 §4.1.2")
            }
        }
        if let firstNonASCII { checkNonASCII(from: firstNonASCII, verb, arguments) }
    }

    private mutating func checkNonASCII(from start: Int, _ verb: Verb, _ arguments: Command.Arguments) {
        let run = start..<(line[start...].firstIndex { !ASCII.isNonASCII($0) } ?? line.count)
        guard String(validating: line, as: UTF8.self) != nil else {
            problems.add(.notUTF8, at: run, "There are bytes above 127 that are not UTF-8", "RFC 6531 §3.3")
            return
        }
        checkInvisible(from: start)
        switch verb {
        case .mail, .send, .soml, .saml:
            let parameters = if case .mail(_, let parameters) = arguments { parameters } else { [Parameter]() }
            if !parameters.contains(where: { $0.keyword == "SMTPUTF8" }) {
                problems.add(
                    .nonASCII, at: run, "Only ASCII is allowed here without the SMTPUTF8 parameter", "RFC 6531 §3.4")
            }
        case .rcpt, .vrfy, .expn:
            problems.add(
                .nonASCII, .remark, at: run, "More than ASCII is allowed here only with SMTPUTF8", "RFC 6531 §3.4")
        case .ehlo, .helo, .lhlo, .data, .bdat, .burl, .rset, .noop, .quit, .help, .starttls, .auth, .etrn, .atrn,
            .turn,
            .xclient, .xforward, .other:
            problems.add(.nonASCII, at: run, "Only ASCII is allowed in this command", "RFC 5321 §2.4")
        }
    }

    /// Characters that a person does not see, or that turn the order of the others round: no address needs them.
    private mutating func checkInvisible(from start: Int) {
        var index = start
        for scalar in String(decoding: line[start...], as: UTF8.self).unicodeScalars {
            let length = UTF8.width(scalar)
            if Self.isInvisible(scalar) {
                problems.add(
                    .invisibleCharacter, at: index..<index + length,
                    "There is an invisible character: U+\(Self.hex(scalar.value))", "RFC 6531 §3.3, RFC 5198 §2")
                return
            }
            index += length
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: !scalar.isASCII
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation,
            .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol, .unassigned:
            false
        case .spaceSeparator: !scalar.isASCII
        @unknown default: true
        }
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
