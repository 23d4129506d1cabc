import SessionCore
import TerminalKit

/// A form for a new connection. It writes the `:connect` line that it stands for, so that a person learns it.
struct ConnectForm: Hashable, Sendable {
    /// What can be filled in.
    enum Field: Int, CaseIterable, Hashable, Sendable {
        case host, port, tls, name

        var title: String {
            switch self {
            case .host: "Host"
            case .port: "Port"
            case .tls: "TLS"
            case .name: "EHLO"
            }
        }
    }

    /// A port that people know by what it is for.
    struct Preset: Hashable, Sendable {
        let port: Int
        let title: String
        let tls: TLSMode?
    }

    /// When TLS begins, as a person chooses it. Nil is by hand.
    static let modes: [(mode: TLSMode?, title: String)] = [
        (nil, "by hand: type :starttls"), (.startTLS, "STARTTLS, when it is offered"),
        (.requireStartTLS, "STARTTLS, or no session"), (.implicit, "from the first byte"),
    ]

    /// - SeeAlso: RFC 5321 §4.5.4.2, RFC 6409 §3.1, RFC 8314 §3.3, RFC 2033 §5
    static let presets = [
        Preset(port: 25, title: "mail transfer (SMTP)", tls: nil),
        Preset(port: 587, title: "mail programs (submission)", tls: .startTLS),
        Preset(port: 465, title: "mail programs, TLS at once", tls: .implicit),
        Preset(port: 24, title: "delivery (LMTP)", tls: nil),
        Preset(port: 2525, title: "tests", tls: nil),
    ]

    /// What happened by a key.
    enum Outcome: Hashable, Sendable {
        /// The form has taken it.
        case taken
        /// The lines are to be given to the session, and the form closed.
        case done([String])
        /// Something is missing: what.
        case incomplete(String)
        /// The form is left.
        case left
        /// It means nothing here.
        case ignored
    }

    private(set) var focus = Field.host
    private(set) var host = LineEditor(maximumBytes: RecentServers.maximumTargetLength)
    private(set) var port = LineEditor(maximumBytes: 5)
    private(set) var name = LineEditor(maximumBytes: 255)
    private(set) var mode: TLSMode?
    private let usualName: String

    /// - Parameter ehloName: the name for the EHLO that is set now; nil for the one that is made up.
    init(ehloName: String?) {
        usualName = ehloName ?? ""
        port.setText("25")
        name.setText(usualName)
    }

    /// What the port is for; nil for one that no preset has.
    var preset: Preset? { Self.presets.first { "\($0.port)" == port.text } }

    var modeTitle: String { Self.modes.first { $0.mode == mode }?.title ?? "" }

    /// The text of a field that is typed in; nil for one that is chosen.
    func editor(of field: Field) -> LineEditor? {
        switch field {
        case .host: host
        case .port: port
        case .name: name
        case .tls: nil
        }
    }

    // MARK: The lines

    /// `:connect mail.example.net:587 --tls starttls`; nil without a host.
    var line: String? {
        let text = host.text.trimmed
        guard !text.isEmpty else { return nil }
        // A path, and whatever has a scheme, says by itself how it is reached.
        let isWhole = text.contains("/") || text.hasPrefix("unix:")
        let number = port.text
        let isAddress = text.utf8.count { $0 == UInt8(ascii: ":") } > 1 && !text.hasPrefix("[")
        let place = isAddress ? "[\(text)]" : text
        // A port behind the name counts more than the field.
        let behindAddress = text.hasPrefix("[") ? text.drop { $0 != "]" } : text[...]
        let hasPort = !isAddress && behindAddress.contains(":")
        let needsPort = !isWhole && !hasPort && !number.isEmpty && number != "25"
        var request = ConnectRequest(.text(needsPort ? "\(place):\(number)" : place))
        request.tls.mode = mode
        if needsPort, number == "465" {
            // TLS from the first byte is what the port is for.
            request.tls.mode = mode == .implicit ? nil : mode ?? TLSMode.none
        }
        request.isLMTP = needsPort && number == "24"
        return request.line
    }

    private var lines: [String] {
        let name = name.text.trimmed
        let setting = name == usualName ? [] : [":set ehlo \(name.isEmpty ? "auto" : name)"]
        return setting + [line].compactMap(\.self)
    }

    // MARK: Keys

    mutating func handle(_ event: KeyEvent) -> Outcome {
        switch event {
        case .key(.tab, let modifiers): return move(by: modifiers.contains(.shift) ? -1 : 1)
        case .key(.enter, []): return line == nil ? missingHost() : .done(lines)
        case .key(.escape, []), .key(.character("c"), [.control]): return .left
        case .key(.up, []): return choose(by: -1)
        case .key(.down, []): return choose(by: 1)
        case .key(.left, []) where focus == .tls: return choose(by: -1)
        case .key(.right, []) where focus == .tls: return choose(by: 1)
        case .text(" ") where focus == .tls: return choose(by: 1)
        case .text(let text): return edit(.text(focus == .port ? text.filter { ("0"..."9").contains($0) } : text))
        case .paste(let bytes):
            // Of a pasted text the first line is what can be a name.
            let line = bytes.prefix { $0 != 0x0D && $0 != 0x0A }
            return edit(.text(String(decoding: line, as: UTF8.self)))
        case .key: return edit(event)
        case .pasteTruncated, .mouse, .focus, .report, .unknown: return .ignored
        }
    }

    private mutating func missingHost() -> Outcome {
        focus = .host
        return .incomplete("Write the name or the address of a server first.")
    }

    private mutating func move(by step: Int) -> Outcome {
        let count = Field.allCases.count
        focus = Field(rawValue: (focus.rawValue + step + count) % count) ?? .host
        return .taken
    }

    /// Up and Down go through what can be chosen; in a field that has nothing to choose, to the next field.
    private mutating func choose(by step: Int) -> Outcome {
        switch focus {
        case .host, .name: return move(by: step)
        case .port:
            let current = preset.flatMap { Self.presets.firstIndex(of: $0) }
            let count = Self.presets.count
            let next = Self.presets[current.map { ($0 + step + count) % count } ?? 0]
            port.setText("\(next.port)")
            mode = next.tls
        case .tls:
            let current = Self.modes.firstIndex { $0.mode == mode } ?? 0
            mode = Self.modes[(current + step + Self.modes.count) % Self.modes.count].mode
        }
        return .taken
    }

    private mutating func edit(_ event: KeyEvent) -> Outcome {
        let before = port.text
        let outcome: EditOutcome
        switch focus {
        case .host: outcome = host.handle(event)
        case .port: outcome = port.handle(event)
        case .name: outcome = name.handle(event)
        case .tls: return .ignored
        }
        if focus == .port, port.text != before, let preset { mode = preset.tls }
        return outcome == .ignored ? .ignored : .taken
    }
}

extension String {
    /// Without blanks at both ends.
    fileprivate var trimmed: String {
        let rest = drop { $0 == " " }
        return String(rest.reversed().drop { $0 == " " }.reversed())
    }
}
