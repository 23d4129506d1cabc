import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("TLS and login in the status line")
struct StatusOfTLSTests {
    /// A session in the middle of a transaction.
    private static func status(tls: String, _ level: Level, authentication: String = "no") -> SessionStatus {
        SessionStatus(
            target: "mx.example.net:587", phase: .open, tls: tls, tlsLevel: level, authentication: authentication,
            transaction: "MAIL open, 1 rcpt", severity: .permanent, code: 550, latency: 12_000_000)
    }

    static let verified = status(tls: "TLSv1.3 cert OK 61d", .information, authentication: "student (SCRAM-SHA-256)")
    static let ending = status(tls: "TLSv1.3 cert OK 12d", .warning, authentication: "student (PLAIN)")
    static let unverified = status(tls: "TLSv1.3 NOT VERIFIED", .error, authentication: "student (SCRAM-SHA-256)")

    private func draw(_ status: SessionStatus, columns: Int, depth: ColorDepth = .palette256) -> Surface {
        var surface = Surface(size: Size(columns: columns, rows: 1))
        StatusLine(status: status, glyphs: .unicode, theme: .default(depth: depth), now: 0).draw(
            on: &surface, in: surface.bounds)
        return surface
    }

    @Test(
        "it gives way part by part",
        arguments: [
            (120, " smtpx  mx.example.net:587  TLSv1.3 cert OK 61d  AUTH student (SCRAM-SHA-256)  MAIL open, 1 rcpt  "),
            (100, " mx.example.net:587  TLSv1.3 cert OK 61d  AUTH student  MAIL open, 1 rcpt "),
            (80, " mx.example.net:587  TLSv1.3  MAIL open, 1 rcpt "), (60, " mx.example.net:587  MAIL open, 1 rcpt "),
            (40, " mx.example.net:587  MAIL open, 1 rcpt"),
        ])
    func verified(columns: Int, text: String) {
        let line = draw(Self.verified, columns: columns).lines()[0]
        #expect(line.hasPrefix(text), "\(line)")
    }

    @Test("NOT VERIFIED stays, however small the window is", arguments: [120, 100, 80, 60, 50, 40, 30, 20, 16])
    func unverified(columns: Int) {
        for depth in [ColorDepth.palette256, .mono] {
            let surface = draw(Self.unverified, columns: columns, depth: depth)
            #expect(surface.lines()[0].contains("NOT VERIFIED"), "\(surface.lines()[0])")
        }
    }

    @Test("a server that is not verified is seen before the greeting, too")
    func beforeGreeting() {
        let status = SessionStatus(
            target: "mx.example.net:465", phase: .awaitingGreeting, tls: "TLSv1.2 NOT VERIFIED", tlsLevel: .error)
        #expect(draw(status, columns: 80).lines()[0].contains("NOT VERIFIED"))
    }

    @Test(
        "it is said in colour and in words",
        arguments: [
            ("status-unverified", ColorDepth.palette256), ("status-unverified-mono", .mono),
        ])
    func golden(name: String, depth: ColorDepth) {
        var surface = Surface(size: Size(columns: 100, rows: 9))
        let widths = [100, 80, 60, 40]
        for (row, columns) in widths.enumerated() {
            for (place, status) in [Self.unverified, Self.ending].enumerated() {
                let rect = Rect(row: row * 2 + place, column: 0, rows: 1, columns: columns)
                StatusLine(status: status, glyphs: .unicode, theme: .default(depth: depth), now: 0).draw(
                    on: &surface, in: rect)
            }
        }
        #expect(Golden.difference(of: surface, from: name) == nil)
    }

    @Test("a long user name is cut, not the rest of the line")
    func longName() {
        let status = Self.status(
            tls: "TLSv1.3 cert OK 61d", .information, authentication: "a.very.long.name@sub.example.net (PLAIN)")
        #expect(draw(status, columns: 110).lines()[0].contains("AUTH a.very.long.nam…  MAIL open"))
    }
}
