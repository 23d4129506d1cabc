import SMTPProtocol
import SafeText
import SessionCore
import TerminalKit

/// The top line: where we are connected, what the session has reached, and the last reply.
///
/// Where the line is too short, parts give way one by one: first the program's name, last what the connection is doing.
struct StatusLine {
    let status: SessionStatus
    let glyphs: Glyphs
    let theme: Theme
    /// Now, on the monotonic clock of the session.
    let now: UInt64
    /// Which tab of how many is shown, where there is no row for them; empty for nothing.
    var tabs = ""

    /// All that the line says: while it stays the same, the line need not be drawn again.
    struct Content: Hashable {
        let status: SessionStatus
        let waitedSeconds: UInt64
        let transfer: String?
        let tabs: String
    }

    /// What the line says.
    var content: Content {
        Content(status: status, waitedSeconds: waitedSeconds, transfer: status.transfer?.text(at: now), tabs: tabs)
    }

    private var waitedSeconds: UInt64 {
        guard let awaited = status.awaited, now > awaited.since else { return 0 }
        return (now - awaited.since) / 1_000_000_000
    }

    /// A part of the line.
    private struct Part {
        enum Name {
            case tabs, program, target, phase, encryption, unverified, login, transaction, transfer, wait, reply,
                latency
        }

        let name: Name
        var text: String
        /// What is left of it where there is little room.
        var short: String?
        /// What is left of that where there is less.
        var shortest: String?
        let style: Style

        var columns: Int { DisplayWidth.of(text) }
        /// The last reply and its latency stand at the right edge.
        var isRight: Bool { name == .reply || name == .latency }
    }

    /// How the line gives way.
    private enum Concession {
        case shorten(Part.Name)
        case drop(Part.Name)
    }

    /// What gives way first, and so on. What the connection is doing, and that its server is not verified, never does.
    private static let concessions: [Concession] = [
        .shorten(.wait), .drop(.program), .shorten(.wait), .shorten(.transfer), .shorten(.login), .shorten(.encryption),
        .drop(.login),
        .drop(.encryption),
        .shorten(.unverified), .drop(.latency), .shorten(.reply), .shorten(.transaction), .drop(.reply), .drop(.target),
        .drop(.transaction), .drop(.wait), .drop(.tabs),
    ]
    /// The most columns of a user's name where there is little room.
    private static let shortUser = 16
    /// The columns of a progress bar.
    private static let barColumns = 20

    func draw(on surface: inout Surface, in rect: Rect) {
        guard rect.rows > 0 else { return }
        surface.fill(rect, style: theme.style(for: .status))
        let parts = fitting(rect.columns)
        var column = rect.column + (parts.isEmpty ? 0 : 1)
        for part in parts where !part.isRight {
            // Only the last one that is left can be too long.
            let text = DisplayWidth.truncate(part.text, to: rect.endColumn - column, ellipsis: glyphs.ellipsis)
            column += surface.write(text, row: rect.row, column: column, style: part.style) + 2
        }
        column = rect.endColumn
        for part in parts.reversed() where part.isRight {
            column -= part.columns + 1
            surface.write(part.text, row: rect.row, column: column, style: part.style)
        }
    }

    /// The parts that fit.
    private func fitting(_ columns: Int) -> [Part] {
        var parts = parts
        for concession in Self.concessions where Self.columns(of: parts) > columns && parts.count > 1 {
            switch concession {
            case .drop(let name): parts.removeAll { $0.name == name }
            case .shorten(let name):
                for index in parts.indices where parts[index].name == name {
                    parts[index].text = parts[index].short ?? parts[index].text
                    parts[index].short = parts[index].shortest ?? parts[index].short
                }
            }
        }
        return parts
    }

    /// A blank before the first part, two between parts, one behind the parts at the right.
    private static func columns(of parts: [Part]) -> Int {
        let left = parts.filter { !$0.isRight }
        let right = parts.filter(\.isRight)
        let leftColumns = left.reduce(1) { $0 + $1.columns } + 2 * max(0, left.count - 1)
        return leftColumns + right.reduce(right.isEmpty ? 0 : 1) { $0 + $1.columns + 1 }
    }

    private var parts: [Part] {
        var parts = tabs.isEmpty ? [] : [Part(name: .tabs, text: tabs, style: plain)]
        parts.append(Part(name: .program, text: "smtpx", style: plain))
        if !status.target.isEmpty {
            parts.append(Part(name: .target, text: glyphs.shown(status.target), style: plain))
        }
        if let phase = phaseText { parts.append(Part(name: .phase, text: glyphs.shown(phase), style: phaseStyle)) }
        switch status.phase {
        case .open, .closing, .replay: parts += [encryption, login]
        // With TLS from the first byte the server is known before it has greeted.
        case .awaitingGreeting: if status.tlsLevel > .information { parts.append(encryption) }
        case .idle, .resolving, .connecting, .securing, .closed: break
        }
        if let transfer = status.transfer {
            parts.append(progress(transfer))
        } else if !status.transaction.isEmpty {
            let short = status.transaction.split(separator: ", ").prefix(2).joined(separator: ", ")
            parts.append(Part(name: .transaction, text: status.transaction, short: short, style: plain))
        }
        return parts + [wait, reply, latency].compactMap(\.self)
    }

    /// `TLSv1.3 cert OK 61d`, `TLS none`. A server that is not verified stands out in colour and in words.
    private var encryption: Part {
        let text = glyphs.shown(status.tls.hasPrefix("TLS") ? status.tls : "TLS \(status.tls)")
        let version = text.split(separator: " ").first.map(String.init)
        switch status.tlsLevel {
        case .information:
            return Part(name: .encryption, text: text, short: status.tls == "none" ? nil : version, style: plain)
        case .warning: return Part(name: .encryption, text: text, short: version, style: alert)
        case .error:
            return Part(name: .unverified, text: " \(text) ", short: " NOT VERIFIED ", style: reversed(.error))
        }
    }

    /// `AUTH student (PLAIN)`; the mechanism gives way first, and then the end of a long name.
    private var login: Part {
        let text = glyphs.shown("AUTH \(status.authentication)")
        let style = status.authenticationLevel > .information ? alert : plain
        guard let mechanism = text.firstRange(of: " (") else { return Part(name: .login, text: text, style: style) }
        let user = String(text[..<mechanism.lowerBound])
        let short = DisplayWidth.truncate(user, to: Self.shortUser + 5, ellipsis: glyphs.ellipsis)
        return Part(name: .login, text: text, short: short, style: style)
    }

    /// `[#####-----] 45 %, 12.3 MB/s, 8 s left`; where there is little room, only the words.
    private func progress(_ transfer: TransferProgress) -> Part {
        let text = transfer.text(at: now)
        guard let permille = transfer.permille else { return Part(name: .transfer, text: "sent \(text)", style: alert) }
        let filled = permille * Self.barColumns / 1_000
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: Self.barColumns - filled)
        return Part(name: .transfer, text: "[\(bar)] \(text)", short: text, style: alert)
    }

    private var phaseText: String? {
        switch status.phase {
        case .idle: "not connected"
        case .resolving: "looking up the name"
        case .connecting(let address, _, of: 1): "connecting to \(address)"
        case .connecting(let address, let attempt, let count): "connecting to \(address), \(attempt) of \(count)"
        case .securing: "TLS handshake"
        case .awaitingGreeting: "waiting for the greeting"
        case .open: nil
        case .closing: "closing"
        case .closed(let reason): reason.hasPrefix("closed") ? reason : "closed: \(reason)"
        case .replay(let shown, let count): "replay \(shown)/\(count)"
        }
    }

    private var wait: Part? {
        let seconds = waitedSeconds
        guard let awaited = status.awaited, seconds > 0 else { return nil }
        let time = "\(seconds) s of \(awaited.seconds) s"
        switch status.phase {
        // The phase itself says what is waited for.
        case .resolving, .connecting, .securing, .awaitingGreeting:
            return Part(name: .wait, text: time + rule(awaited), short: time, shortest: "\(seconds) s", style: alert)
        case .open, .closing:
            let name = "waiting for \(glyphs.shown(awaited.name)) "
            return Part(
                name: .wait, text: name + time + rule(awaited), short: name + time, shortest: name + "\(seconds) s",
                style: alert)
        case .idle, .closed, .replay: return nil
        }
    }

    /// Where the limit is from, for those who ask why so long.
    private func rule(_ awaited: SessionStatus.Awaited) -> String {
        awaited.section.map { ", RFC 5321 \($0)" } ?? ""
    }

    private var reply: Part? {
        guard let code = status.code else { return nil }
        guard let mark = status.severity.map(SeverityMark.init) else {
            return Part(name: .reply, text: " ? \(code) ", style: reversed(.error))
        }
        let short = " \(mark.glyph(glyphs)) \(code) "
        return Part(name: .reply, text: short + "\(mark.word) ", short: short, style: reversed(mark.role))
    }

    private var latency: Part? {
        guard status.code != nil, let latency = status.latency else { return nil }
        return Part(name: .latency, text: Latency.text(latency), style: plain)
    }

    private var plain: Style { theme.style(for: .status) }
    private var alert: Style { theme.style(for: .statusAlert) }
    private var phaseStyle: Style { status.phase == .idle ? plain : alert }

    /// A role's look on the ground of the status line.
    private func reversed(_ role: Role) -> Style { theme.style(for: role).adding([.reverse]) }
}
