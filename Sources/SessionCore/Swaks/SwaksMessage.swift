import SMTPProtocol

/// The message that swaks makes of its options, byte for byte, by the same steps as swaks.
struct SwaksMessage {
    private static let version = "20201014.0"

    let arguments: SwaksArguments
    let surroundings: SwaksSurroundings
    let from: String
    let to: String

    /// The lines of the content, as they are typed behind DATA: without the dots that stuffing adds, and without the last dot.
    func lines() throws(SwaksError) -> [[UInt8]] {
        let boundary = "----=_MIME_BOUNDARY_000_\(surroundings.process)"
        let (body, mainType) = try body(boundary)
        var data = try content(of: .mailData)
        if data?.isEmpty ?? true {
            let mime = mainType.map { "MIME-Version: 1.0\\nContent-Type: \($0); boundary=\"\(boundary)\"\\n" } ?? ""
            data = Array(
                ("Date: %DATE%\\nTo: %TO_ADDRESS%\\nFrom: %FROM_ADDRESS%\\nSubject: test %DATE%\\nMessage-Id: <%MESSAGEID%>\\n"
                    + "X-Mailer: swaks v%SWAKS_VERSION% jetmore.org/john/code/swaks/\\n" + mime
                    + "%NEW_HEADERS%\\n%BODY%\\n").utf8)
        }
        var bytes = data ?? []
        guard !arguments.has(.noDataFixup) else {
            // As it is, and the dot behind it is the user's own.
            return Self.lines(of: bytes.replacing("\r\n", "\n"))
        }
        bytes = bytes.replacing("%BODY%", body).replacing("\\n", "\r\n")
        bytes = withHeaders(bytes)
        bytes = bytes.replacing("\\n", "\r\n").replacing("%NEWLINE%", "\r\n")
            .replacing("%FROM_ADDRESS%", from).replacing("%TO_ADDRESS%", to)
            .replacing(
                "%MESSAGEID%", "\(surroundings.compactDate).\(Self.padded(surroundings.process))@\(surroundings.host)"
            )
            .replacing("%SWAKS_VERSION%", Self.version).replacing("%DATE%", surroundings.date)
        if !arguments.has(.noStripFrom), bytes.starts(with: "From ".utf8) {
            bytes = Array(bytes.drop { $0 != 0x0A }.dropFirst())
        }
        return Self.lines(of: bytes.replacing("\r\n", "\n"))
    }

    private static func padded(_ number: Int) -> String {
        String(repeating: "0", count: max(0, 6 - String(number).count)) + String(number)
    }

    /// Lines at LF. A dot alone at the end is the end of data, and not content.
    private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
        let end = ["\n.\n", "\n."].first { bytes.suffix($0.utf8.count).elementsEqual($0.utf8) }
        return bytes.dropLast(end?.utf8.count ?? 0).split(separator: 0x0A, omittingEmptySubsequences: false).map(
            Array.init)
    }

    // MARK: Header

    /// Takes the header apart, replaces and adds fields, and puts it together again.
    private func withHeaders(_ data: [UInt8]) -> [UInt8] {
        let text = data.replacing("\r\n", "\n")
        let end = text.firstRange(of: "\n\n")
        var header = Array(text[..<(end?.lowerBound ?? text.endIndex)]).split(separator: 0x0A).map(Array.init)
        let body = end.map { Array(text[$0.upperBound...]) } ?? []
        var added = arguments.given.filter { $0.option == .addHeader }.map { Array($0.value.utf8) }
        for field in arguments.given where field.option == .header {
            for line in Array(field.value.utf8).replacing("\\n", "\n").split(separator: 0x0A).map(Array.init) {
                let name = line.prefix { $0 != UInt8(ascii: ":") }
                let place =
                    name.count < line.count
                    ? header.lastIndex { $0.starts(with: name + [UInt8(ascii: ":")]) } : nil
                guard let place else {
                    added.append(line)
                    continue
                }
                header[place] = line
                // Lines that went on the old field go with it.
                while place + 1 < header.count, header[place + 1].first?.isBlank == true {
                    header.remove(at: place + 1)
                }
            }
        }
        let isMarked = header.contains { $0.firstRange(of: "%NEW_HEADERS%") != nil }
        var lines: [UInt8] = []
        for line in header { lines += line + [0x0A] }
        let more = added.reduce(into: [UInt8]()) { $0 += $1 + [0x0A] }
        // The line ending of the mark stays: in the usual template it is the empty line behind the header.
        lines = isMarked ? lines.replacing("%NEW_HEADERS%", more) : lines + more
        return lines + [0x0A] + body
    }

    // MARK: Body

    private struct Part {
        var body: [UInt8]
        var type: String
        var name: String?
    }

    /// The body, and the type of the whole when it has parts.
    private func body(_ boundary: String) throws(SwaksError) -> (body: [UInt8], mainType: String?) {
        var body = Array("This is a test mailing".utf8)
        if let given = try content(of: .body822) { body = given }
        var bodies: [Part] = []
        var rest: [Part] = []
        var type: String?
        var name: String?
        var hasParts = false
        for given in arguments.given {
            switch given.option {
            case .attachType: type = given.value
            case .attachName: name = given.value
            case .attachBody:
                bodies.append(Part(body: try content(of: given), type: type ?? "text/plain"))
                (type, name) = (nil, nil)
            case .attachAttach:
                let bytes = try content(of: given)
                rest.append(
                    Part(
                        body: bytes, type: type ?? "application/octet-stream",
                        name: name ?? fileName(given.value, bytes)))
                name = nil
            default: continue
            }
            hasParts = true
        }
        guard hasParts else { return (body, nil) }
        if bodies.isEmpty { bodies = [Part(body: body, type: "text/plain")] }
        var text: [UInt8] = []
        if rest.isEmpty || bodies.count == 1 {
            for part in bodies { text += Self.encoded(part, boundary, isBody: true) }
        } else {
            let inner = "----=_MIME_BOUNDARY_004_\(surroundings.process)"
            text += Array("--\(boundary)\nContent-Type: multipart/alternative; boundary=\"\(inner)\"\n\n".utf8)
            for part in bodies { text += Self.encoded(part, inner, isBody: true) }
            text += Array("--\(inner)--\n".utf8)
        }
        for part in rest { text += Self.encoded(part, boundary, isBody: false) }
        let mainType = rest.isEmpty && bodies.count > 1 ? "multipart/alternative" : "multipart/mixed"
        return (text + Array("--\(boundary)--\n".utf8), mainType)
    }

    /// The name of a file whose content was meant; nil for content that was written out.
    private func fileName(_ value: String, _ bytes: [UInt8]) -> String? {
        let path = value.hasPrefix("@") ? String(value.dropFirst()) : value
        guard value != "-", !path.hasPrefix("@"), Array(value.utf8) != bytes, surroundings.file(path) != nil else {
            return nil
        }
        return path.split(separator: "/").last.map(String.init)
    }

    private static func encoded(_ part: Part, _ boundary: String, isBody: Bool) -> [UInt8] {
        var text = "--\(boundary)\n"
        if part.type.lowercased() == "text/plain", part.name == nil {
            return Array((text + "Content-Type: \(part.type)\n\n").utf8) + part.body + [0x0A]
        }
        if let name = part.name, !name.isEmpty {
            text += "Content-Type: \(part.type); name=\"\(name)\"\nContent-Description: \(name)\n"
            text += "Content-Disposition: attachment; filename=\"\(name)\"\n"
        } else {
            text += "Content-Type: \(part.type)\n"
            if !(part.type.lowercased().hasPrefix("text/") && isBody) { text += "Content-Disposition: attachment\n" }
        }
        text += "Content-Transfer-Encoding: BASE64\n\n"
        let base64 = Base64.encode(part.body)
        var lines: [UInt8] = []
        for start in stride(from: 0, to: base64.count, by: 76) {
            lines += base64[start..<min(start + 76, base64.count)] + [0x0A]
        }
        return Array(text.utf8) + lines + [0x0A]
    }

    // MARK: Files

    private func content(of option: SwaksOption) throws(SwaksError) -> [UInt8]? {
        guard let given = arguments.given.last(where: { $0.option == option }) else { return nil }
        return try content(of: given)
    }

    /// A value, or what stands in the file that it names: `@file`, `@@text` for text that begins with `@`, and the older form
    /// without a mark.
    private func content(of given: SwaksArguments.Given) throws(SwaksError) -> [UInt8] {
        let name = given.option.names[0]
        if given.value == "-" {
            throw SwaksError(
                "--\(name) - reads standard input, which a script cannot do.",
                advice: "Put it into a file and write --\(name) @FILE.")
        }
        if given.value.hasPrefix("@@") { return Array(given.value.dropFirst().utf8) }
        if given.value.hasPrefix("@") {
            guard let bytes = surroundings.file(String(given.value.dropFirst())) else {
                throw SwaksError(
                    "The file of --\(name) cannot be read.", advice: "Look at its name and its rights.",
                    exitCode: .noInput)
            }
            return bytes
        }
        let isWritten =
            given.value.contains("\\n") || given.value.utf8.contains(0x0A) || given.value.contains("%NEWLINE%")
        if given.option == .mailData, !isWritten {
            guard let bytes = surroundings.file(given.value) else {
                throw SwaksError(
                    "--data has no line break in it, so swaks takes it for the name of a file, and there is none.",
                    advice: "Write --data @FILE, or a text with \\n in it.", exitCode: .noInput)
            }
            return bytes
        }
        if given.option != .mailData, let bytes = surroundings.file(given.value) { return bytes }
        return Array(given.value.utf8)
    }
}

extension [UInt8] {
    /// The bytes with each occurrence of a text replaced, as they are found from the start.
    func replacing(_ old: String, _ new: some Collection<UInt8>) -> [UInt8] {
        let wanted = Array(old.utf8)
        guard let first = wanted.first else { return self }
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var position = 0
        while position < count {
            if self[position] == first, self[position...].starts(with: wanted) {
                result += new
                position += wanted.count
            } else {
                result.append(self[position])
                position += 1
            }
        }
        return result
    }

    func replacing(_ old: String, _ new: String) -> [UInt8] { replacing(old, Array(new.utf8)) }

    /// Where a text first occurs.
    func firstRange(of text: String) -> Range<Int>? {
        let wanted = Array(text.utf8)
        guard !wanted.isEmpty, count >= wanted.count else { return nil }
        for start in 0...(count - wanted.count) where self[start] == wanted[0] {
            if self[start...].starts(with: wanted) { return start..<(start + wanted.count) }
        }
        return nil
    }
}
