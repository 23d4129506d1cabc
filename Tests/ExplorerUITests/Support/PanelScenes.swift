import SessionCore
import TerminalKit
import TestSupport

@testable import ExplorerUI

/// Recorded screens of the panel's tabs, each beside the transcript, over it, and in a very small window.
enum PanelScenes {
    static let all: [GoldenScreenTests.Scene] = [(120, 36), (80, 24), (40, 12)].flatMap { columns, rows in
        tabs.map { name, play in
            GoldenScreenTests.Scene(name: "\(name)-\(columns)x\(rows)", columns: columns, rows: rows, play: play)
        }
    }

    private static let tabs: [(String, @Sendable (inout Stage) -> Void)] = [
        (
            "panel-server",
            { stage in
                stage.playServer()
                stage.press(.function(5))
            }
        ),
        (
            "panel-message",
            { stage in
                stage.playContent()
                for line in ["Subject: a test", "", ".a line that begins with a dot", "The end"] { stage.enter(line) }
                stage.press(.function(7))
            }
        ),
        (
            "panel-help",
            { stage in
                stage.playServer()
                stage.type("RCPT TO:<")
                stage.press(.function(8))
            }
        ),
        (
            "codes-tree",
            { stage in
                stage.playPicture()
                stage.press(.function(2))
                stage.press(.right)
                stage.press(.down)
            }
        ),
        (
            "codes-by-command",
            { stage in
                stage.playPicture()
                stage.press(.function(2))
                stage.alt("g")
                stage.alt("g")
            }
        ),
    ]
}

extension Stage {
    /// A server with something to tell: an offer with oddities, and another one after it.
    mutating func playServer() {
        connect()
        server("220 mx.example.net ESMTP Postfix (Debian/GNU)␍␊", after: 41)
        line("EHLO lab.example.org", after: 4_000)
        server("250-mx.example.net␍␊250-PIPELINING␍␊250 SIZE 10240000␍␊", after: 12)
        line("EHLO lab.example.org", after: 4_000)
        server(
            "250-mx.example.net␍␊250-SIZE 52428800␍␊250-AUTH PLAIN␍␊250-AUTH=PLAIN␍␊250-X-ODD and words␍␊250 DSN␍␊",
            after: 12)
    }
}
