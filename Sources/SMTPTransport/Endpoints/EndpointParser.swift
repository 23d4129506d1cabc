/// Reads a target byte by byte, with no look-up and no knowledge of sockets.
enum EndpointParser {
    /// The longest socket path that fits `sun_path` with its final NUL.
    static let maximumSocketPathLength = 107

    static func parse(_ target: [UInt8]) throws(EndpointError) -> Endpoint {
        guard !target.isEmpty else {
            throw EndpointError(
                .emptyTarget, "There is no target.", advice: "Write host, host:port, [address]:port or unix:PATH.")
        }
        if let path = target.removingPrefix("unix:") { return try socket(path, scheme: .smtp) }
        if let path = target.removingPrefix("lmtp:unix:") { return try socket(path, scheme: .lmtp) }
        if let path = target.removingPrefix("smtp:unix:") { return try socket(path, scheme: .smtp) }
        if let separator = target.firstRange(of: "://") {
            let scheme = try scheme(target[..<separator.lowerBound])
            return try url(Array(target[separator.upperBound...]), scheme: scheme)
        }
        return try authority(target, scheme: .smtp)
    }

    // MARK: The parts of a URL

    private static func scheme(_ bytes: ArraySlice<UInt8>) throws(EndpointError) -> Endpoint.Scheme {
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "smtp": return .smtp
        case "submission": return .submission
        case "lmtp": return .lmtp
        case "smtps", "submissions": return .submissions
        default:
            throw EndpointError(
                .unknownScheme, "This kind of target is not known.",
                advice: "Use smtp://, submission://, smtps://, lmtp://, or just host:port.")
        }
    }

    private static func url(_ rest: [UInt8], scheme: Endpoint.Scheme) throws(EndpointError) -> Endpoint {
        try refuseHiddenLineBreaks(rest)
        let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
        let host = Array(rest[..<end])
        let tail = rest[end...]
        if host.isEmpty, tail.count > 1, tail.first == UInt8(ascii: "/") {
            return try socket(decodingEscapes(tail), scheme: scheme)
        }
        guard tail.isEmpty || tail.elementsEqual("/".utf8) else {
            throw EndpointError(
                .unexpectedPart, "A mail target ends after its host and port.",
                advice: "Remove what follows the host; addresses are given with MAIL and RCPT.")
        }
        guard !host.contains(UInt8(ascii: "@")) else {
            throw EndpointError(
                .unexpectedPart, "A target holds no user and no password.",
                advice: "Write only the host; a secret on the command line can be seen by everyone.")
        }
        return try authority(host, scheme: scheme, zoneIsEscaped: true)
    }

    private static func refuseHiddenLineBreaks(_ bytes: [UInt8]) throws(EndpointError) {
        for index in bytes.indices where bytes[index] == UInt8(ascii: "%") {
            guard let value = escapedByte(in: bytes[...], at: index) else { continue }
            if value == 0x0D || value == 0x0A || value == 0 {
                throw EndpointError(
                    .hiddenLineBreak, "The target hides a line break or a NUL in a percent-escape.", offset: index,
                    advice: "Remove it; nothing in a target is ever sent to the server.")
            }
        }
    }

    // MARK: Host and port

    private static func authority(
        _ bytes: [UInt8], scheme: Endpoint.Scheme, zoneIsEscaped: Bool = false
    ) throws(EndpointError) -> Endpoint {
        if bytes.first == UInt8(ascii: "[") {
            guard let bracket = bytes.firstIndex(of: UInt8(ascii: "]")) else {
                throw EndpointError(
                    .badAddress, "The bracket of the address is not closed.", advice: "Write [address]:port.")
            }
            let inner = String(decoding: unescapedZone(bytes[1..<bracket], zoneIsEscaped), as: UTF8.self)
            guard let address = IPAddress(inner), address.family == .ipv6 else {
                throw EndpointError(
                    .badAddress, "What stands in the brackets is no IPv6 address.",
                    advice: "Write [2001:db8::1]:25; names and IPv4 addresses need no brackets.")
            }
            return try endpoint(.address(address), portText: bytes[(bracket + 1)...], scheme: scheme)
        }
        let colons = bytes.count { $0 == UInt8(ascii: ":") }
        if colons > 1 {
            guard !bytes.contains(0), let address = IPAddress(String(decoding: bytes, as: UTF8.self)) else {
                throw EndpointError(
                    .badAddress, "This has several colons but is no IPv6 address.",
                    advice: "Write host:port, or [address]:port for IPv6.")
            }
            return try endpoint(.address(address), portText: [], scheme: scheme)
        }
        let end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
        let host = Array(bytes[..<end])
        if let address = IPAddress(String(decoding: host, as: UTF8.self)) {
            return try endpoint(.address(address), portText: bytes[end...], scheme: scheme)
        }
        if host.contains(UInt8(ascii: "%")) {
            throw EndpointError(
                .badEscape, "A host name is not written with percent-escapes.", advice: "Write the name itself.")
        }
        return try endpoint(.host(HostName(checking: host)), portText: bytes[end...], scheme: scheme)
    }

    /// In a URL the `%` before the zone of an address is itself escaped.
    /// - SeeAlso: RFC 6874 §2
    private static func unescapedZone(_ bytes: ArraySlice<UInt8>, _ zoneIsEscaped: Bool) -> [UInt8] {
        guard zoneIsEscaped, let percent = bytes.firstRange(of: "%25") else { return Array(bytes) }
        return Array(bytes[..<percent.lowerBound]) + Array("%".utf8) + Array(bytes[percent.upperBound...])
    }

    private static func endpoint(
        _ place: Endpoint.Place, portText: ArraySlice<UInt8>, scheme: Endpoint.Scheme
    ) throws(EndpointError) -> Endpoint {
        let port = try port(portText)
        let made: Endpoint? =
            switch place {
            case .host(let host): Endpoint(host: host, port: port, scheme: scheme)
            case .address(let address): Endpoint(address: address, port: port, scheme: scheme)
            case .unixSocket: nil
            }
        guard let made else { throw wrongPort }
        return made
    }

    private static let wrongPort = EndpointError(
        .badPort, "The port is no number from 1 to 65535.", advice: "Write host:25, or only the host.")

    /// The number after the colon; `nil` when there is no colon.
    private static func port(_ text: ArraySlice<UInt8>) throws(EndpointError) -> Int? {
        guard let first = text.first else { return nil }
        let digits = text.dropFirst()
        guard first == UInt8(ascii: ":"), (1...5).contains(digits.count),
            digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { throw wrongPort }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    // MARK: Sockets

    private static func socket(_ path: [UInt8], scheme: Endpoint.Scheme) throws(EndpointError) -> Endpoint {
        guard !path.isEmpty else {
            throw EndpointError(.badPath, "There is no path after unix:.", advice: "Write unix:/run/mail.sock.")
        }
        guard path.count <= maximumSocketPathLength else {
            throw EndpointError(
                .tooLong, "The path has \(path.count) bytes; a socket path can have \(maximumSocketPathLength).",
                advice: "Use a shorter path, perhaps relative to the current directory.")
        }
        if let offset = path.firstIndex(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw EndpointError(
                .controlCharacter, "The path holds a control character.", offset: offset, advice: "Remove it.")
        }
        guard let text = String(validating: path, as: UTF8.self) else {
            throw EndpointError(.badPath, "The path is not UTF-8.", advice: "Rename the socket.")
        }
        return Endpoint(checkedSocketPath: text, scheme: scheme)
    }

    private static func decodingEscapes(_ bytes: ArraySlice<UInt8>) throws(EndpointError) -> [UInt8] {
        var decoded: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%") {
                guard let value = escapedByte(in: bytes, at: index) else {
                    throw EndpointError(
                        .badEscape, "A percent sign is not followed by two hexadecimal digits.", offset: index,
                        advice: "Write %25 for a percent sign.")
                }
                decoded.append(value)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return decoded
    }

    /// The byte that `%XX` at this place stands for.
    private static func escapedByte(in bytes: ArraySlice<UInt8>, at index: Int) -> UInt8? {
        guard index + 2 < bytes.endIndex else { return nil }
        return UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
    }
}

extension RandomAccessCollection<UInt8> where Index == Int {
    /// Where the ASCII text begins and ends for the first time.
    fileprivate func firstRange(of text: StaticString) -> Range<Int>? {
        let pattern = Array(text.description.utf8)
        guard count >= pattern.count else { return nil }
        return (startIndex...(endIndex - pattern.count))
            .first { self[$0..<($0 + pattern.count)].elementsEqual(pattern) }
            .map { $0..<($0 + pattern.count) }
    }

    /// What follows the ASCII prefix, whose letters may have any case; `nil` when it is not there.
    fileprivate func removingPrefix(_ prefix: StaticString) -> [UInt8]? {
        let pattern = Array(prefix.description.utf8)
        guard count >= pattern.count else { return nil }
        let matches = zip(self, pattern).allSatisfy { byte, letter in
            byte == letter || ((0x61...0x7A).contains(letter) && byte | 0x20 == letter)
        }
        return matches ? Array(dropFirst(pattern.count)) : nil
    }
}
