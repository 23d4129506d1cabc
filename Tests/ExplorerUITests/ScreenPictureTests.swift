import Glibc
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

/// The pictures of the README, drawn from the program's own cells. `Tests/draw-screens` draws them anew.
@Suite("The pictures of the documentation")
struct ScreenPictureTests {
    /// One picture.
    struct Picture: CustomTestStringConvertible, Sendable {
        /// The file in `Assets/Screens`, without `.svg`.
        let name: String
        let title: String
        var columns = 120
        var rows = 32
        let play: @Sendable (inout Stage) -> Void

        var testDescription: String { name }
    }

    @Test("each shows the screen as it is now", arguments: pictures)
    func isCurrent(picture: Picture) throws {
        var stage = Stage(columns: picture.columns, rows: picture.rows)
        picture.play(&stage)
        let svg = ScreenPicture(stage.draw(), title: picture.title).svg
        let path = Self.folder + picture.name + ".svg"
        if let draw = getenv("SMTPX_DRAW_SCREENS"), String(cString: draw) == "1" {
            mkdir(Self.folder, 0o755)
            try TextFile.write(svg, to: path)
            return
        }
        #expect(TextFile.read(path) == svg, "\(path) is out of date: Tests/draw-screens draws it anew")
    }

    @Test("there is no picture that nobody draws")
    func noLeftovers() {
        let names = TextFile.names(in: Self.folder)
        #expect(Set(names) == Set(Self.pictures.map { $0.name + ".svg" }))
    }

    /// `Assets/Screens/`, found from this file.
    private static let folder =
        "\(#filePath)".split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        + "/Assets/Screens/"

    static let pictures = [
        Picture(
            name: "session",
            title: "A session: what was sent and received, what each reply means, and the table of codes beside it"
        ) { $0.playTyping() },
        Picture(
            name: "completion", title: "Tab lists what could stand there, with what each of it does", columns: 100,
            rows: 26
        ) { stage in
            stage.playPicture()
            stage.type(":re")
        },
        Picture(
            name: "server", title: "The panel on the server: who it is, its limits, and EHLO keyword by keyword",
            rows: 34
        ) { stage in
            stage.playServer()
            stage.press(.function(5))
        },
        Picture(
            name: "practice", title: "The session at the left, and what the practice server sees of it at the right"
        ) { stage in
            stage.playPicture()
            stage.explorer.show(ServerViewTests.sample())
            stage.press(.character("\\"), [.alt])
        },
        Picture(
            name: "projector", title: "The same session in the theme for projectors", columns: 80, rows: 24
        ) { stage in
            stage.playPicture()
            stage.enter(":set theme projector")
        },
    ]
}
