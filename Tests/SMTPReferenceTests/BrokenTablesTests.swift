import SMTPReference
import Testing

/// One mistake, put into one table, and what must be said about it.
struct Mistake: Sendable, CustomTestStringConvertible {
    let name: String
    let file: @Sendable (inout TableFiles) -> Void
    let expected: String

    init(_ name: String, _ expected: String, _ file: @escaping @Sendable (inout TableFiles) -> Void) {
        self.name = name
        self.expected = expected
        self.file = file
    }

    var testDescription: String { name }
}

extension TableFile {
    /// The file with the first place of `old` replaced, as text.
    func replacing(_ old: String, with new: String) -> TableFile {
        let bytes = Array(old.utf8)
        for start in self.bytes.indices where self.bytes[start...].starts(with: bytes) {
            var changed = self.bytes
            changed.replaceSubrange(start..<start + bytes.count, with: new.utf8)
            return TableFile(name: name, bytes: changed)
        }
        Issue.record("\(name) has no \(old)")
        return self
    }

    func appending(_ text: String) -> TableFile { TableFile(name: name, bytes: bytes + text.utf8) }
}

@Suite("A mistake in a table is named with file and line")
struct BrokenTablesTests {
    static let replies = "Assets/Reference/reply_codes.tsv"
    static let suites = "Assets/Reference/tls_cipher_suites.tsv"

    static let mistakes: [Mistake] = [
        Mistake("a header with another name", "\(replies):1: the header says \"number\" instead of \"code\"") {
            $0.replyCodes = $0.replyCodes.replacing("code\ttitle", with: "number\ttitle")
        },
        Mistake("a column too few", "\(replies):2: the line has 14 columns instead of 15") {
            $0.replyCodes = $0.replyCodes.replacing("200\t", with: "200")
        },
        Mistake("a column too many", "\(replies):3: the line has 16 columns instead of 15") {
            $0.replyCodes = $0.replyCodes.replacing("\n211\t", with: "\n211\t\t")
        },
        Mistake("an empty field", "\(replies):3: column \"title\": the field is empty; write - for none") {
            $0.replyCodes = $0.replyCodes.replacing("System status, or system help reply", with: "")
        },
        Mistake("a missing name", "\(replies):3: column \"title\": a value is needed here") {
            $0.replyCodes = $0.replyCodes.replacing("System status, or system help reply", with: "-")
        },
        Mistake("a code twice", "\(replies):79: 554 is here a second time; the first is in line 74") { files in
            let last = files.replyCodes.bytes.split(separator: 0x0A).first { $0.starts(with: "554".utf8) }
            files.replyCodes = files.replyCodes.appending(String(decoding: last ?? [], as: UTF8.self) + "\n")
        },
        Mistake(
            "a code that is none", "\(replies):3: column \"code\": \"21\" is not a three-digit code from 200 to 599"
        ) {
            $0.replyCodes = $0.replyCodes.replacing("\n211\t", with: "\n21\t")
        },
        Mistake(
            "a code that begins with 1",
            "\(replies):3: column \"code\": \"111\" is not a three-digit code from 200 to 599"
        ) {
            $0.replyCodes = $0.replyCodes.replacing("\n211\t", with: "\n111\t")
        },
        Mistake(
            "an unknown status",
            "\(replies):3: column \"status\": \"usual\" is not one of: standard, extension, obsolete, unofficial"
        ) {
            $0.replyCodes = $0.replyCodes.replacing(
                "System status or help\tstandard", with: "System status or help\tusual")
        },
        Mistake(
            "a source that cites nothing",
            "\(replies):3: column \"source\": \"RFC\" is no citation; write RFC 5321 §4.2.3, or name the document"
        ) { $0.replyCodes = $0.replyCodes.replacing("standard\tRFC 5321 §4.2.3\t", with: "standard\tRFC\t") },
        Mistake("no source", "\(replies):3: column \"source\": a source is needed here") {
            $0.replyCodes = $0.replyCodes.replacing("standard\tRFC 5321 §4.2.3\t", with: "standard\t-\t")
        },
        Mistake("a text without a period", "\(replies):3: column \"try\": the text does not end with a period: Read") {
            $0.replyCodes = $0.replyCodes.replacing("Read the text, then go on.", with: "Read")
        },
        Mistake("a control byte", "\(replies):3: the line has a control byte (0xD)") {
            $0.replyCodes = $0.replyCodes.replacing("Read the text, then go on.", with: "Read\r.")
        },
        Mistake("no newline at the end", "\(replies):78: the last line does not end with a newline") {
            $0.replyCodes = TableFile(name: $0.replyCodes.name, bytes: $0.replyCodes.bytes.dropLast())
        },
        Mistake("an empty line", "\(replies):79: the line is empty") {
            $0.replyCodes = $0.replyCodes.appending("\n")
        },
        Mistake("an empty file", "\(replies):1: the file is empty") {
            $0.replyCodes = TableFile(name: $0.replyCodes.name, bytes: [])
        },
        Mistake(
            "advice that contradicts the first digit",
            "\(replies):3: 211 says retry \"later\", which does not fit its first digit"
        ) {
            $0.replyCodes = $0.replyCodes.replacing("HELP\tno\tnot-needed", with: "HELP\tno\tlater")
        },
        Mistake("an unknown command", "\(replies):3: HALP is not in Assets/Reference/commands.tsv") {
            $0.replyCodes = $0.replyCodes.replacing("\tHELP\t", with: "\tHALP\t")
        },
        Mistake("bytes that are not UTF-8", "\(replies):2: the line is not UTF-8") { files in
            var bytes = files.replyCodes.bytes
            let place = bytes.firstIndex(of: 0x0A).map { $0 + 6 } ?? 0
            bytes[place] = 0xFF
            files.replyCodes = TableFile(name: files.replyCodes.name, bytes: bytes)
        },
        Mistake(
            "an enhanced code whose subject has no row",
            "Assets/Reference/enhanced_codes.tsv:13: the subject X.9 has no row"
        ) {
            $0.enhancedCodes = $0.enhancedCodes.replacing("X.0.0\t", with: "X.9.0\t")
        },
        Mistake(
            "an enhanced code with a class in it",
            "Assets/Reference/enhanced_codes.tsv:13: \"5.0.0\" is not written like 5, X.1 or X.1.1"
        ) {
            $0.enhancedCodes = $0.enhancedCodes.replacing("X.0.0\t", with: "5.0.0\t")
        },
        Mistake("an answer that no table has", "Assets/Reference/command_replies.tsv:2: 229 is not in \(replies)") {
            $0.commandReplies = $0.commandReplies.replacing("(connect)\t220", with: "(connect)\t229")
        },
        Mistake(
            "an answer that the code's row does not know",
            "Assets/Reference/command_replies.tsv:2: \(replies) does not say that 235 answers (connect)"
        ) { $0.commandReplies = $0.commandReplies.replacing("(connect)\t220", with: "(connect)\t235") },
        Mistake("a context for a code that no table has", "Assets/Reference/context.tsv:2: 229 is not in \(replies)") {
            $0.contexts = $0.contexts.replacing("220\t(connect)", with: "229\t(connect)")
        },
        Mistake(
            "a context for a command that no table has",
            "Assets/Reference/context.tsv:2: CONNECT is not in Assets/Reference/commands.tsv"
        ) {
            $0.contexts = $0.contexts.replacing("220\t(connect)", with: "220\tCONNECT")
        },
        Mistake(
            "a context twice",
            "Assets/Reference/context.tsv:3: 220 (connect) - - is here a second time; the first is in line 2"
        ) {
            $0.contexts = $0.contexts.replacing("421\t(connect)", with: "220\t(connect)")
        },
        Mistake(
            "an anomaly without a row", "Assets/Reference/anomalies.tsv:13: column \"kind\": \"torn\" is not one of:"
        ) {
            $0.anomalies = $0.anomalies.replacing("truncated\t", with: "torn\t")
        },
        Mistake("a digit without a row", "Assets/Reference/digits.tsv:15: digit 0 at place 1 has no row") {
            $0.digits = $0.digits.replacing("1\tany", with: "1\t7")
        },
        Mistake(
            "a verb that is offered by no keyword",
            "Assets/Reference/commands.tsv:2: ATRM is not in Assets/Reference/extensions.tsv"
        ) {
            $0.commands = $0.commands.replacing("extension\tATRN", with: "extension\tATRM")
        },
        Mistake(
            "a cipher suite whose number is not hexadecimal",
            "\(suites):2: column \"number\": \"1\" is not written like 0x1301"
        ) { $0.tlsCipherSuites = $0.tlsCipherSuites.replacing("0x0001", with: "1") },
        Mistake("a cipher suite twice", "\(suites):3: number 1 is here a second time; the first is in line 2") {
            $0.tlsCipherSuites = $0.tlsCipherSuites.replacing("0x0002", with: "0x0001")
        },
        Mistake(
            "a cipher suite for a version that never was",
            "\(suites):2: column \"versions\": \"1.4\" is no version of TLS"
        ) { $0.tlsCipherSuites = $0.tlsCipherSuites.replacing("1.0,1.1,1.2", with: "1.0,1.4") },
        Mistake(
            "a cipher suite that nobody judged",
            "\(suites):2: column \"strength\": \"fine\" is not one of: strong, acceptable, weak"
        ) { $0.tlsCipherSuites = $0.tlsCipherSuites.replacing("weak", with: "fine") },
        Mistake("a group out of order", "Assets/Reference/tls_groups.tsv:3: 2 stands after 9; keep the rows in order") {
            // The number 9 of a later row is taken away first: it would be there twice.
            $0.tlsGroups = $0.tlsGroups.replacing("0x0009", with: "0xFF09").replacing("0x0001", with: "0x0009")
        },
        Mistake(
            "an alert that nobody is to blame for",
            "Assets/Reference/tls_alerts.tsv:3: column \"fault\": \"everybody\" is not one of:"
        ) {
            $0.tlsAlerts = $0.tlsAlerts.replacing("unexpected_message\tunclear", with: "unexpected_message\teverybody")
        },
        Mistake(
            "an alert that does not fit into a byte",
            "Assets/Reference/tls_alerts.tsv:37: column \"number\": \"321\" is not a number from 0 to 255"
        ) { $0.tlsAlerts = $0.tlsAlerts.replacing("121\t", with: "321\t") },
    ]

    @Test("a mistake is found", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        var files = try RepositoryFile.tables()
        mistake.file(&files)
        do {
            _ = try ReferenceTables(validating: files)
            Issue.record("nothing was said; expected \(mistake.expected)")
        } catch {
            #expect(error.description.hasPrefix(mistake.expected), "\(error)")
        }
    }
}
