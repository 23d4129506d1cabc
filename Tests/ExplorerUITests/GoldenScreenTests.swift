import SafeText
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("The screen, as it is drawn")
struct GoldenScreenTests {
    /// One recorded screen.
    struct Scene: CustomTestStringConvertible, Sendable {
        let name: String
        var columns = 80
        var rows = 24
        var depth = ColorDepth.palette256
        var glyphs = Glyphs.unicode
        var theme = Settings.ThemeName.default
        let play: @Sendable (inout Stage) -> Void

        var testDescription: String { name }

        /// The stage after the play.
        func stage() -> Stage {
            var stage = Stage(columns: columns, rows: rows, depth: depth, glyphs: glyphs)
            if theme != .default { stage.handle(.set(.theme, theme.rawValue)) }
            play(&stage)
            return stage
        }
    }

    @Test("sizes from a phone's to a wall's", arguments: Self.sizes.map { $0 })
    func size(columns: Int, rows: Int) {
        check(Scene(name: "size-\(columns)x\(rows)", columns: columns, rows: rows) { $0.playTyping() })
    }

    static let sizes = [(120, 36), (80, 24), (61, 16), (60, 15), (40, 12), (20, 5), (300, 100), (10, 3)]

    @Test("what each part of the screen can show", arguments: Self.parts)
    func part(scene: Scene) { check(scene) }

    @Test("the panel of TLS, beside the transcript and over it", arguments: Self.panelsOfTLS)
    func tls(scene: Scene) { check(scene) }

    @Test("every tab of the panel at three sizes", arguments: PanelScenes.all)
    func panels(scene: Scene) { check(scene) }

    @Test("colour depths and plain ASCII", arguments: Self.looks)
    func look(scene: Scene) { check(scene) }

    @Test("the themes", arguments: Self.themes)
    func theme(scene: Scene) { check(scene) }

    @Test("the pages about keys and colours", arguments: Self.pages)
    func page(scene: Scene) { check(scene) }

    func check(_ scene: Scene) {
        var stage = scene.stage()
        let names = Self.names(stage.explorer.theme)
        #expect(Golden.difference(of: stage.draw(), from: scene.name, names: names) == nil)
    }

    /// For the legends of the style grids: all roles that look like this.
    static func names(_ theme: Theme) -> [Style: String] {
        var names: [Style: String] = [:]
        for role in Role.allCases {
            names[theme.style(for: role), default: ""] +=
                (names[theme.style(for: role)] == nil ? "" : ", ") + role.rawValue
        }
        return names
    }

    /// Every scene here, for what must hold of all of them.
    static let all =
        sizes.map { columns, rows in
            Scene(name: "size-\(columns)x\(rows)", columns: columns, rows: rows) { $0.playTyping() }
        } + parts + panelsOfTLS + looks + themes + pages

    private static let themes: [Scene] =
        Settings.ThemeName.allCases.map { theme in
            Scene(name: "theme-\(theme.rawValue)", columns: 120, rows: 36, theme: theme) { $0.playTyping() }
        } + [
            Scene(name: "theme-projector-16", columns: 120, rows: 36, depth: .ansi16, theme: .projector) {
                $0.playTyping()
            },
            Scene(name: "theme-projector-8", depth: .ansi8, theme: .projector) { $0.playTyping() },
        ]

    private static let pages: [Scene] = [(120, 36), (80, 24), (40, 12)].flatMap { columns, rows in
        [
            Scene(name: "colors-\(columns)x\(rows)", columns: columns, rows: rows) { stage in
                stage.playPicture()
                stage.enter(":color ok underline green on #17")
                stage.enter(":color")
            },
            Scene(name: "bindings-\(columns)x\(rows)", columns: columns, rows: rows) { stage in
                stage.playPicture()
                stage.enter(":bind F6 zoom")
                stage.enter(":bind")
            },
            Scene(name: "keys-\(columns)x\(rows)", columns: columns, rows: rows) { stage in
                stage.playPicture()
                stage.press(.function(12))
                stage.trace("\u{1B}[15~\u{12}\u{1B}zé\u{1B}[<0;10;5M\u{1B}[200~a\r\nb\u{1B}[201~\u{1B}]0;x\u{07}")
            },
        ]
    }

    private static let looks: [Scene] = [
        Scene(name: "look-ansi16", columns: 120, rows: 36, depth: .ansi16) { $0.playTyping() },
        Scene(name: "look-ansi8", columns: 120, rows: 36, depth: .ansi8) { $0.playTyping() },
        Scene(name: "look-mono", columns: 120, rows: 36, depth: .mono) { $0.playTyping() },
        Scene(name: "look-ascii", columns: 120, rows: 36, glyphs: .ascii) { $0.playTyping() },
        Scene(name: "look-mono-selection", depth: .mono) { stage in
            stage.playPicture()
            stage.press(.function(6))
            stage.press(.up, times: 2)
        },
    ]

    private static let panelsOfTLS: [Scene] =
        [(120, 36), (100, 30), (80, 24), (60, 15), (40, 12)].map { columns, rows in
            Scene(name: "tls-\(columns)x\(rows)", columns: columns, rows: rows) { stage in
                stage.playTyping()
                stage.openTLS()
            }
        } + [
            Scene(name: "tls-mono-80x24", depth: .mono) { stage in
                stage.playTyping()
                stage.openTLS()
                stage.press(.pageDown)
            },
            Scene(name: "tls-unfocused", columns: 120, rows: 36, glyphs: .ascii) { stage in
                stage.playTyping()
                stage.openTLS()
                stage.press(.escape)
            },
        ]

    static let parts: [Scene] = [
        Scene(name: "welcome", columns: 120, rows: 36) { $0.explorer.welcome(isConnecting: false, notices: []) },
        Scene(name: "welcome-80x24") { $0.explorer.welcome(isConnecting: false, notices: []) },
        Scene(name: "panel-80x24") { stage in
            stage.playTyping()
            stage.press(.function(2))
        },
        Scene(name: "panel-60x15", columns: 60, rows: 15) { stage in
            stage.playTyping()
            stage.press(.function(2))
        },
        Scene(name: "panel-focused", columns: 120, rows: 36) { stage in
            stage.playTyping()
            stage.press(.function(2))
        },
        Scene(name: "panel-search", columns: 120, rows: 36) { stage in
            stage.playPicture()
            stage.press(.function(2))
            stage.type("55_")
        },
        Scene(name: "panel-search-80x24") { stage in
            stage.playPicture()
            stage.press(.function(2))
            stage.type("55_")
        },
        Scene(name: "panel-nothing-found", columns: 120, rows: 36) { stage in
            stage.playPicture()
            stage.press(.function(2))
            stage.type("zzz")
        },
        Scene(name: "panel-enhanced", columns: 120, rows: 36) { stage in
            stage.playPicture()
            stage.press(.function(2))
            stage.type("5.7.x")
        },
        Scene(name: "reading-panel", columns: 120, rows: 36) { stage in
            stage.playPicture()
            stage.press(.function(2))
            stage.press(.enter)
        },
        Scene(name: "reading-80x24") { stage in
            stage.playPicture()
            stage.press(.function(2))
            stage.press(.enter)
        },
        Scene(name: "explain-page", columns: 120, rows: 36) { stage in
            stage.playPicture()
            stage.enter(":explain 550 5.7.1")
        },
        Scene(name: "help", columns: 120, rows: 36) { stage in
            stage.playPicture()
            stage.press(.function(1))
        },
        Scene(name: "help-80x24") { stage in
            stage.playPicture()
            stage.press(.function(1))
        },
        Scene(name: "help-topic") { stage in
            stage.playPicture()
            stage.enter(":help connect")
        },
        Scene(name: "find", columns: 120, rows: 36) { stage in
            stage.playPicture()
            stage.press(.function(3))
            stage.type("example.net>")
            stage.press(.enter)
        },
        Scene(name: "scrolled-back") { stage in
            stage.playPicture()
            stage.playNoops(20)
            stage.press(.pageUp, times: 2)
        },
        Scene(name: "transcript-open", columns: 120, rows: 36) { stage in
            stage.playPicture()
            stage.press(.function(6))
            stage.press(.up, times: 6)
            stage.press(.enter)
        },
        Scene(name: "zoomed-transcript", columns: 120, rows: 36) { stage in
            stage.playPicture()
            stage.press(.function(6))
            stage.alt("z")
        },
        Scene(name: "content", columns: 120, rows: 36) { stage in
            stage.playContent()
            stage.enter("Subject: a test")
            stage.enter("")
            stage.enter(".a line that begins with a dot")
            stage.type("Hello")
        },
        Scene(name: "secret") { stage in
            stage.playPicture()
            stage.enter("AUTH PLAIN")
            stage.enter("yes")
            stage.server("334 ␍␊", after: 5)
            stage.type("AHN0dWRlbnQAc2VjcmV0")
        },
        Scene(name: "question") { stage in
            stage.playPicture()
            stage.enter("AUTH PLAIN")
            stage.type("ye")
        },
        Scene(name: "waiting", columns: 120, rows: 36) { stage in
            stage.playPicture()
            stage.enter("RCPT TO:<slow@example.net>")
            stage.wait(7_000)
        },
        Scene(name: "waiting-80x24") { stage in
            stage.playPicture()
            stage.enter("RCPT TO:<slow@example.net>")
            stage.wait(7_000)
        },
        Scene(name: "closed") { stage in
            stage.playTyping()
            stage.server("421 4.3.2 System shutting down␍␊", after: 900)
            stage.report(.closed(.byServer))
        },
        Scene(name: "failed") { stage in
            stage.handle(.line(":connect mx.example.net".wire))
            stage.report(.resolving("mx.example.net"))
            stage.report(
                .failed(
                    message: "Could not connect to mx.example.net:25: the connection was refused.",
                    advice: "Is a server listening on port 25?", exitCode: .unavailable))
        },
        Scene(name: "pasted") { stage in
            stage.playPicture()
            stage.paste("RSET␍␊NOOP␍␊QUIT␍␊")
        },
        Scene(name: "wrong-line") { stage in
            stage.playPicture()
            stage.type("RCPT TO:b@example.net")
        },
        Scene(name: "bytes") { stage in
            stage.playPicture()
            stage.enter(":set bytes on")
        },
        Scene(name: "long-lines-20x10", columns: 20, rows: 10) { $0.playPicture() },
    ]
}
