/// A mailbox: a local part and a domain, with the source route that may stand before it.
///
/// All parts are bytes, exactly as they were written: a quoted local part keeps its quotes, an address literal its
/// brackets. UTF-8 parts (SMTPUTF8) are never cut or changed.
/// - SeeAlso: RFC 5321 §4.1.2
public struct Mailbox: Hashable, Sendable {
    /// The part before the `@`, as written; with its quotes when it is a quoted string.
    public let localPart: [UInt8]
    /// The part after the `@`, as written; with its brackets when it is an address literal. Empty when none was given.
    public let domain: [UInt8]
    /// The hosts of the obsolete source route `@one,@two:`, without their `@`.
    /// - SeeAlso: RFC 5321 Appendix C, F.2
    public let sourceRoute: [[UInt8]]

    /// A mailbox of these parts. They are not checked here: ``Command`` does that, and reports problems.
    public init(localPart: [UInt8], domain: [UInt8], sourceRoute: [[UInt8]] = []) {
        self.localPart = localPart
        self.domain = domain
        self.sourceRoute = sourceRoute
    }

    /// A mailbox of these parts, as UTF-8.
    public init(localPart: String, domain: String) {
        self.init(localPart: Array(localPart.utf8), domain: Array(domain.utf8))
    }

    /// What the local part means: without quotes and with quoted pairs resolved, so that `"a"@x` and `a@x` are equal.
    public var unquotedLocalPart: [UInt8] {
        guard localPart.count >= 2, localPart.first == ASCII.quote, localPart.last == ASCII.quote else {
            return localPart
        }
        var result: [UInt8] = []
        result.reserveCapacity(localPart.count)
        var escaped = false
        for byte in localPart.dropFirst().dropLast() {
            if byte == ASCII.backslash && !escaped {
                escaped = true
            } else {
                result.append(byte)
                escaped = false
            }
        }
        return result
    }

    /// Whether the domain is an address literal such as `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
    public var isAddressLiteral: Bool { domain.first == 0x5B }

    /// Whether any part holds a byte that only SMTPUTF8 allows.
    public var needsSMTPUTF8: Bool {
        localPart.contains(where: ASCII.isNonASCII) || domain.contains(where: ASCII.isNonASCII)
    }

    /// The mailbox as it is written between `<` and `>`, with its source route.
    public var bytes: [UInt8] {
        var result: [UInt8] = []
        for (index, host) in sourceRoute.enumerated() {
            if index > 0 { result.append(0x2C) }
            result.append(ASCII.at)
            result += host
        }
        if !sourceRoute.isEmpty { result.append(ASCII.colon) }
        result += localPart
        if !domain.isEmpty {
            result.append(ASCII.at)
            result += domain
        }
        return result
    }
}
