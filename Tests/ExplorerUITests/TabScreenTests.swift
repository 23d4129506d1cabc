import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("Tabs, the server's view and the beginning, as they are drawn")
struct TabScreenTests {
    /// One recorded screen.
    struct Scene: CustomTestStringConvertible, Sendable {
        let name: String
        let draw: @Sendable (inout Stage) -> Surface

        var testDescription: String { name }
    }

    @Test(
        "each screen in a large, a usual and a small window",
        arguments: Self.scenes,
        [Size(columns: 120, rows: 36), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)])
    func screen(scene: Scene, size: Size) {
        var stage = Stage(columns: size.columns, rows: size.rows)
        let surface = scene.draw(&stage)
        let name = "\(scene.name)-\(size.columns)x\(size.rows)"
        #expect(Golden.difference(of: surface, from: name, names: GoldenScreenTests.names(stage.explorer.theme)) == nil)
    }

    private static func scene(_ name: String, _ play: @escaping @Sendable (inout Stage) -> Void) -> Scene {
        Scene(name: name) { stage in
            play(&stage)
            return stage.draw()
        }
    }

    private static let scenes: [Scene] = [
        scene("tabs") { stage in
            stage.playPicture()
            stage.explorer.show(workspace())
        },
        Scene(name: "server") { stage in
            stage.explorer.show(workspace(withServer: true))
            stage.explorer.show(ServerViewTests.withMail())
            return stage.explorer.drawServer(stage.session)
        },
        Scene(name: "server-mail") { stage in
            stage.explorer.show(ServerViewTests.withMail())
            _ = stage.explorer.handleInServer(.key(.end, []), in: stage.session)
            _ = stage.explorer.handleInServer(.key(.enter, []), in: stage.session)
            return stage.explorer.drawServer(stage.session)
        },
        Scene(name: "server-none") { stage in stage.explorer.drawServer(stage.session) },
        scene("split") { stage in
            stage.playPicture()
            stage.explorer.show(ServerViewTests.sample())
            stage.press(.character("\\"), [.alt])
        },
        scene("start") { stage in
            stage.explorer.offer(BeginningTests.recent)
            stage.explorer.welcome(isConnecting: false, notices: [])
            stage.press(.down)
        },
        scene("first-run") { stage in
            stage.explorer.welcome(isConnecting: false, notices: [])
            stage.explorer.explainFirstRun()
        },
        scene("form") { stage in
            stage.enter(":connect")
            stage.type("mail.example.org")
            stage.press(.tab)
            stage.press(.down)
        },
        scene("connecting") { stage in
            stage.handle(.line(":connect mx.example.net".wire))
            stage.report(.resolving("mx.example.net"))
            stage.report(.resolved(addressCount: 3))
            stage.report(.connecting("[2001:db8::25]:25"))
            stage.wait(2_000)
            stage.report(.attemptFailed(address: "[2001:db8::25]:25", reason: "the connection was refused"))
            stage.report(.connecting("192.0.2.1:25"))
            stage.wait(3_000)
        },
        scene("handshake") { stage in
            stage.handle(.line(":connect smtps://mx.example.net".wire))
            stage.report(.connecting("192.0.2.1:465"))
            stage.report(.connected(remote: "192.0.2.1:465", local: nil))
            stage.report(.securing(serverNameSent: "mx.example.net"))
            stage.wait(7_000)
        },
        scene("waiting-rcpt") { stage in
            stage.playPicture()
            stage.line("RCPT TO:<slow@example.net>")
            stage.wait(12_000)
        },
    ]

    /// Three sessions, of which the second is shown, and news in the third.
    private static func workspace(withServer: Bool = false) -> Workspace {
        var other = Stage()
        other.connect()
        other.line("NOOP")
        var workspace = Workspace()
        _ = workspace.openSession()
        _ = workspace.openSession()
        _ = workspace.go(to: 2)
        for number in [1, 2, 3] {
            other.line("NOOP")
            for action in other.actions(.connection(other.connection, .bytes("450 4.2.0 later␍␊".wire))) {
                workspace.note(action, of: number, in: other.session)
            }
        }
        if withServer { _ = workspace.toggleServer() }
        return workspace
    }
}
