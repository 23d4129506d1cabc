import SMTPProtocol
import SessionCore
import TerminalKit
import TestSupport
import Testing

@testable import ExplorerUI

@Suite("Questions and hidden answers")
struct PromptTests {
    private static let plaintext = Prompt(
        text: "The connection is not encrypted: everybody on the way can read the password. Send it? yes/no> ",
        kind: .question)
    private static let passphrase = Prompt(
        text: "Passphrase for the key /home/student/certificates/client.key> ", kind: .secret)

    @Test("a short prompt stands before the line, a long one above it")
    func split() {
        let password = Prompt(text: "Password for student> ", kind: .secret)
        #expect(PromptText(password, columns: 78).prompt == "Password for student> ")
        #expect(PromptText(password, columns: 78).question == nil)
        let question = PromptText(Self.plaintext, columns: 78)
        #expect(
            question.question
                == "The connection is not encrypted: everybody on the way can read the password. Send it?")
        #expect(question.prompt == "yes/no> ")
        let secret = PromptText(Self.passphrase, columns: 60)
        #expect(secret.question == "Passphrase for the key /home/student/certificates/client.key")
        #expect(secret.prompt == "> ")
        let command = PromptText(Prompt(text: "(not connected)> ", kind: .notConnected), columns: 20)
        #expect(command.question == nil)
        #expect(command.prompt == "> ")
    }

    @Test("at least half of the row is for the line, at every width", arguments: 1...100)
    func room(columns: Int) {
        for prompt in [Self.plaintext, Self.passphrase] {
            #expect(PromptText(prompt, columns: columns).prompt.count <= max(columns / 2, columns < 4 ? 0 : 2))
        }
    }

    /// The lower part of a screen while a question is asked.
    struct Scene: Sendable, CustomTestStringConvertible {
        let name: String
        let prompt: Prompt
        let typed: String
        let columns: Int
        let rows: Int
        var testDescription: String { name }
    }

    static let scenes = [
        Scene(name: "question-80x24", prompt: plaintext, typed: "yes", columns: 80, rows: 24),
        Scene(name: "question-60x15", prompt: plaintext, typed: "yes", columns: 60, rows: 15),
        Scene(name: "question-40x12", prompt: plaintext, typed: "yes", columns: 40, rows: 12),
        Scene(name: "passphrase-80x24", prompt: passphrase, typed: "pa55phrase", columns: 80, rows: 24),
        Scene(name: "passphrase-40x12", prompt: passphrase, typed: "pa55phrase", columns: 40, rows: 12),
    ]

    @Test("what is asked can be read, and what is hidden cannot", arguments: scenes)
    func golden(scene: Scene) {
        let size = Size(columns: scene.columns, rows: scene.rows)
        var surface = Surface(size: size, fill: .plain)
        let layout = ScreenLayout(size)
        for row in layout.transcript.row..<layout.transcript.endRow {
            surface.write("transcript", row: row, column: layout.transcript.column, style: .plain)
        }
        var editor = LineEditor()
        editor.setText(scene.typed)
        InputView(
            prompt: scene.prompt, hint: Hint(), glyphs: .unicode, theme: .default(depth: .palette256), hasFocus: true,
            message: nil
        ).draw(editor, on: &surface, in: layout.input, above: layout.isFramed ? nil : layout.transcript)
        let isShown = surface.lines().contains { $0.contains(scene.typed) }
        #expect(isShown == !scene.prompt.isSecret)
        #expect(Golden.difference(of: surface, from: scene.name) == nil)
    }

    @Test("LS01: a pasted secret never shows, not even its later lines when the login ends")
    func paste() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.enter("AUTH PLAIN")
        stage.enter("yes")
        stage.server("334 ␍␊")
        stage.paste("c2VjcmV0␍␊bW9yZQ==␍␊bGFzdA==")
        #expect(!stage.picture().contains("c2VjcmV0"))
        stage.press(.enter)
        #expect(!stage.picture().contains("bW9yZQ"))
        stage.server("535 5.7.8 no␍␊")
        let picture = stage.picture()
        for secret in ["c2VjcmV0", "bW9yZQ", "bGFzdA"] { #expect(!picture.contains(secret)) }
        #expect(stage.input.isEmpty)
        #expect(stage.explorer.pastedLines.isEmpty)
    }

    @Test("LS01: a whole login that is pasted goes on line by line, hidden where it must be")
    func pastedLogin() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.enter("AUTH LOGIN")
        stage.enter("yes")
        stage.server("334 VXNlcm5hbWU6␍␊")
        stage.paste("c3R1ZGVudA==␍␊c2VjcmV0")
        stage.press(.enter)
        #expect(!stage.picture().contains("c2VjcmV0"))
        stage.server("334 UGFzc3dvcmQ6␍␊")
        #expect(!stage.picture().contains("c2VjcmV0"))
        #expect(stage.input == "c2VjcmV0")
        stage.press(.enter)
        stage.server("235 2.7.0 ok␍␊")
        #expect(stage.submitted.suffix(2) == ["c3R1ZGVudA==".wire, "c2VjcmV0".wire])
    }

    @Test("what was typed for a question that is over is not sent to anybody")
    func questionOver() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.enter("AUTH PLAIN")
        stage.type("ye")
        stage.report(.closed(.byServer))
        #expect(stage.input.isEmpty)
        #expect(stage.picture().contains("What you had typed for it is forgotten"))
    }

    @Test("LS01: the history is not offered as an answer, and F3 does not write into one")
    func noHistory() {
        var stage = Stage()
        stage.connect()
        stage.server("220 x␍␊")
        stage.enter("NOOP")
        stage.server("250 ok␍␊")
        stage.enter("AUTH PLAIN")
        stage.press(.up)
        #expect(stage.input.isEmpty)
        stage.enter("yes")
        stage.server("334 ␍␊")
        stage.press(.up)
        #expect(stage.input.isEmpty)
        stage.press(.function(3))
        #expect(stage.input.isEmpty)
        #expect(stage.picture().contains("Answer the question first"))
    }
}
