/// A message: its header, its parts, and what they report.
///
/// Only as much of MIME is read as a bounce needs: which part is the report, which is text for people, and which is the
/// message that came back.
struct MessageReader {
    private enum Kind { case text, status, other }
    private enum Encoding { case none, base64, quotedPrintable }

    private var isInHeader: Bool
    private var isTopHeader = true
    private var field: (name: [UInt8], value: [UInt8])?
    private var boundaries: [[UInt8]] = []
    private var kind = Kind.text
    private var encoding = Encoding.none
    private var isBounce: Bool
    private var report = DeliveryStatusReader()
    private var text = BounceText()
    private var softLine: [UInt8] = []
    private var decoded = LineSplitter()
    private var failed: [[UInt8]] = []
    private var first: Int

    /// A message from its header on, or, for what somebody pasted, from its text on.
    init(fromHeader: Bool, line: Int) {
        isInHeader = fromHeader
        isBounce = !fromHeader
        first = line
    }

    /// True for a line that begins a message: a field of a header, or the line before each message of an mbox.
    static func isBeginning(_ line: TextLine) -> Bool {
        if line.begins(with: "From "), line.count > 20, line.contains(UInt8(ascii: ":")) { return true }
        return [
            "return-path:", "received:", "delivered-to:", "x-original-to:", "mime-version:", "message-id:", "from:",
            "date:",
            "subject:", "to:", "content-type:", "x-failed-recipients:", "auto-submitted:", "envelope-to:",
            "dkim-signature:",
            "authentication-results:", "arc-seal:",
        ].contains { (name: StaticString) in line.beginsFolded(with: name) }
    }

    /// Takes a line.
    mutating func take(_ line: TextLine, number: Int) {
        if isInHeader {
            header(line)
        } else if let isLast = isLastBoundary(line) {
            softLine = []
            isInHeader = !isLast
            kind = isLast ? .other : .text
            encoding = .none
        } else {
            body(line, number: number)
        }
    }

    /// What the message reports. The report counts; without one, what the text says.
    mutating func finish(line: Int) -> [TraceFinding] {
        finishDecoding()
        report.finish()
        text.finish()
        if !report.found.isEmpty { return report.found }
        guard isBounce else { return [] }
        if text.found.isEmpty {
            return failed.map {
                TraceFinding(.bounce, lines: first...max(first, line), outcome: .failed, recipient: $0)
            }
        }
        return text.found
    }

    /// True when the message is about one that was not delivered.
    var reports: Bool { isBounce }

    // MARK: - Header

    private mutating func header(_ line: TextLine) {
        if line.isEmpty {
            endField()
            isInHeader = false
            isTopHeader = false
            return
        }
        if line.first.map(isBlank) == true {
            if var open = field, open.value.count < MailTraceLimits.open {
                open.value += [0x20] + line.trimmed
                field = open
            }
            return
        }
        endField()
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
        field = (line[..<colon].map(folded), Array(line[(colon + 1)...].trimmed))
    }

    private mutating func endField() {
        guard let open = field else { return }
        field = nil
        let value = open.value[...]
        let small = open.value.map(folded)[...]
        switch String(decoding: open.name, as: UTF8.self) {
        case "content-type": contentType(value, small)
        case "content-transfer-encoding":
            encoding =
                small.begins(with: "base64") ? .base64 : small.begins(with: "quoted") ? .quotedPrintable : .none
        case "x-failed-recipients" where isTopHeader:
            isBounce = true
            failed = value.split(separator: UInt8(ascii: ",")).map { Array($0.trimmed.bare) }
        case "auto-submitted" where isTopHeader: isBounce = isBounce || small.begins(with: "auto-")
        case "return-path" where isTopHeader: isBounce = isBounce || small.elementsEqual("<>".utf8)
        case "from" where isTopHeader:
            isBounce =
                isBounce || small.place(of: "mailer-daemon") != nil || small.place(of: "postmaster@") != nil
                || small.place(of: "mail delivery") != nil
        case "subject" where isTopHeader:
            isBounce =
                isBounce || small.place(of: "undeliver") != nil || small.place(of: "delivery status") != nil
                || small.place(of: "returned mail") != nil || small.place(of: "failure notice") != nil
                || small.place(of: "delivery fail") != nil
        default: break
        }
    }

    private mutating func contentType(_ value: TextLine, _ small: TextLine) {
        if small.begins(with: "multipart/") {
            if small.place(of: "report-type=delivery-status") != nil { isBounce = true }
            kind = .other
            if boundaries.count < 16, let place = small.place(of: "boundary=") {
                var name = value[(value.startIndex + (place - small.startIndex) + 9)...]
                if name.first == UInt8(ascii: "\"") {
                    name = name.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
                } else {
                    name = name.prefix { $0 != UInt8(ascii: ";") && !isBlank($0) }
                }
                if !name.isEmpty { boundaries.append(Array(name)) }
            }
        } else if small.begins(with: "message/delivery-status") || small.begins(with: "message/global-delivery-status")
        {
            kind = .status
            isBounce = true
        } else if small.begins(with: "text/plain") || small.begins(with: "text") && !small.contains(UInt8(ascii: "/")) {
            kind = .text
        } else {
            kind = .other
        }
    }

    // MARK: - Body

    /// Whether the line is a boundary: nil when not, else whether it is the last of its multipart.
    private func isLastBoundary(_ line: TextLine) -> Bool? {
        guard line.begins(with: "--") else { return nil }
        let name = line.dropFirst(2).trimmed
        for boundary in boundaries where name.starts(with: boundary) {
            if name.count == boundary.count { return false }
            if name.dropFirst(boundary.count).elementsEqual("--".utf8) { return true }
        }
        return nil
    }

    private mutating func body(_ line: TextLine, number: Int) {
        guard kind != .other else { return }
        switch encoding {
        case .none: plain(line, number: number)
        case .quotedPrintable:
            softLine += QuotedText.bytes(line)
            if line.last == UInt8(ascii: "="), softLine.count < MailTraceLimits.open { return }
            let whole = softLine
            softLine = []
            plain(whole[...], number: number)
        case .base64:
            let bytes = QuotedText.base64(line)
            var lines: [[UInt8]] = []
            decoded.split(bytes) { lines.append(Array($0)) }
            for line in lines { plain(line[...], number: number) }
        }
    }

    private mutating func finishDecoding() {
        var lines: [[UInt8]] = []
        decoded.finish { lines.append(Array($0)) }
        for line in lines where kind != .other { plain(line[...], number: first) }
    }

    private mutating func plain(_ line: TextLine, number: Int) {
        // A report is also pasted into plain text, without the part around it.
        if report.take(line, number: number) { return }
        if kind == .text {
            if BounceText.isOpening(line) { isBounce = true }
            text.take(line, number: number)
        }
    }
}
