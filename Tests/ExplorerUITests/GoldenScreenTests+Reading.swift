import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

extension GoldenScreenTests {
    @Test("what helps to read the transcript", arguments: Self.reading)
    func reading(scene: Scene) { check(scene) }

    private static let reading: [Scene] =
        everySize("new-marker") { stage in
            stage.playPicture()
            stage.playNoops(20)
            stage.press(.pageUp, times: 2)
            stage.playNoops(6, from: 21)
        }
        + everySize("filter") { stage in
            stage.playPicture()
            stage.playNoops(20)
            stage.enter(":filter error")
        }
        + everySize("timing") { stage in
            stage.playPicture()
            stage.line("RCPT TO:<b@example.net>", after: 300_000)
            stage.server("250 2.1.5 Ok␍␊", after: 42_000)
            stage.alt("i")
        }
        + [
            Scene(name: "timing-ascii", glyphs: .ascii) { stage in
                stage.playPicture()
                stage.line("RCPT TO:<b@example.net>", after: 300_000)
                stage.server("250 2.1.5 Ok␍␊", after: 42_000)
                stage.alt("i")
            },
            Scene(name: "find-several") { stage in
                stage.playPicture()
                stage.press(.function(6))
                stage.type("/")
                stage.enter("example.net")
                stage.type("N")
            },
            Scene(name: "find-several-mono", depth: .mono) { stage in
                stage.playPicture()
                stage.enter(":find example.net")
            },
            Scene(name: "filter-nothing") { stage in
                stage.playPicture()
                stage.enter(":filter note")
            },
            Scene(name: "problem", columns: 120, rows: 36) { stage in
                stage.playPicture()
                stage.playNoops(20)
                stage.press(.function(6))
                stage.type("N")
            },
            Scene(name: "clipped") { stage in
                stage.connect()
                stage.server("220 mx.example.net ESMTP \(String(repeating: "and so on ", count: 20))␍␊", after: 41)
                stage.line("EHLO lab.example.org", after: 1_000)
                stage.server("250-mx.example.net \(String(repeating: "hello ", count: 20))␍␊250 PIPELINING␍␊", after: 9)
                stage.alt("w")
            },
            Scene(name: "notes") { stage in
                stage.playPicture()
                stage.line(
                    ":note The server did not accept the second recipient. Compare the two codes: who can act, and when?"
                )
                stage.line("RCPT TO:<postmaster@example.net>", after: 2_000)
                stage.server("250 2.1.5 Ok␍␊", after: 8)
            },
            Scene(name: "copied") { stage in
                stage.playPicture()
                stage.press(.function(6))
                stage.type("y")
            },
        ]

    private static func everySize(_ name: String, _ play: @escaping @Sendable (inout Stage) -> Void) -> [Scene] {
        [(120, 36), (80, 24), (40, 12)].map { columns, rows in
            Scene(name: "\(name)-\(columns)x\(rows)", columns: columns, rows: rows, play: play)
        }
    }
}
