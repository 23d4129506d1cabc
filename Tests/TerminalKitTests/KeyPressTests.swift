import TerminalKit
import Testing

@Suite("The names of keys") struct KeyPressTests {
    @Test(
        "a name makes a key, and the key its name",
        arguments: [
            ("F9", KeyPress(.function(9)), "F9"), ("f12", KeyPress(.function(12)), "F12"),
            ("Alt-Z", KeyPress(.character("z"), .alt), "Alt-Z"), ("alt-z", KeyPress(.character("z"), .alt), "Alt-Z"),
            ("M-z", KeyPress(.character("z"), .alt), "Alt-Z"),
            ("Alt-Shift-Z", KeyPress(.character("Z"), .alt), "Alt-Shift-Z"),
            ("^R", KeyPress(.character("r"), .control), "^R"), ("Ctrl-R", KeyPress(.character("r"), .control), "^R"),
            ("C-r", KeyPress(.character("r"), .control), "^R"), ("^\\", KeyPress(.character("\\"), .control), "^\\"),
            ("Ctrl-Space", KeyPress(.character(" "), .control), "^Space"),
            ("Ctrl-Alt-R", KeyPress(.character("r"), [.alt, .control]), "Ctrl-Alt-R"),
            ("Shift-Tab", KeyPress(.tab, .shift), "Shift-Tab"), ("PgUp", KeyPress(.pageUp), "PgUp"),
            ("pagedown", KeyPress(.pageDown), "PgDn"), ("^PgUp", KeyPress(.pageUp, .control), "^PgUp"),
            ("Alt-Home", KeyPress(.home, .alt), "Alt-Home"), ("Esc", KeyPress(.escape), "Esc"),
            ("Alt-+", KeyPress(.character("+"), .alt), "Alt-+"), ("Alt--", KeyPress(.character("-"), .alt), "Alt--"),
            ("n", KeyPress(.character("n")), "n"), ("N", KeyPress(.character("N")), "N"),
            ("/", KeyPress(.character("/")), "/"), ("Space", KeyPress(.character(" ")), "Space"),
            ("Shift-F5", KeyPress(.function(5), .shift), "Shift-F5"),
            ("Alt-Enter", KeyPress(.enter, .alt), "Alt-Enter"),
            ("^", KeyPress(.character("^")), "^"), ("-", KeyPress(.character("-")), "-"),
        ])
    func names(name: String, press: KeyPress, shown: String) throws {
        #expect(try KeyPress(named: name) == press)
        #expect(press.name == shown)
        #expect(try KeyPress(named: press.name) == press)
    }

    @Test(
        "keys that a terminal cannot tell apart are refused with the reason",
        arguments: [
            ("^H", KeyPress.Problem.sameAs(KeyPress(.backspace))), ("^I", .sameAs(KeyPress(.tab))),
            ("^J", .sameAs(KeyPress(.enter))), ("Ctrl-M", .sameAs(KeyPress(.enter))),
            ("^[", .sameAs(KeyPress(.escape))), ("Alt-^M", .sameAs(KeyPress(.enter, .alt))),
            ("Ctrl-Shift-R", .modifiersUnseen(KeyPress(.character("r"), .control))),
            ("Shift-Enter", .modifiersUnseen(KeyPress(.enter))),
            ("Ctrl-1", .modifiersUnseen(KeyPress(.character("1")))),
            ("Shift-/", .modifiersUnseen(KeyPress(.character("/")))), ("Ctrl-Tab", .modifiersUnseen(KeyPress(.tab))),
        ])
    func same(name: String, problem: KeyPress.Problem) {
        #expect(throws: problem) { try KeyPress(named: name) }
    }

    @Test(
        "what is no key is refused",
        arguments: ["", "F0", "F21", "FF", "Alt-", "Hyper-x", "hello", "\u{1B}", "é", "Alt-\u{9B}", "Ctrl-"])
    func unknown(name: String) {
        #expect(throws: KeyPress.Problem.self) { try KeyPress(named: name) }
    }

    @Test("each key of the standard sequences has the bytes that it came as, wherever they are torn")
    func traced() {
        for sequence in KeyCase.all {
            guard sequence.events.count == 1, case .key = sequence.events[0] else { continue }
            // Of a letter that is torn itself, the bytes are those of the letter.
            for cut in 0...sequence.bytes.count where cut == 0 || sequence.bytes[cut - 1] < 0x80 {
                var tracer = KeyTracer(KeyDecoder())
                var keys = tracer.feed(Array(sequence.bytes[..<cut]))
                // Between two reads the program keeps the decoder only.
                tracer = KeyTracer(tracer.decoder)
                keys += tracer.feed(Array(sequence.bytes[cut...]))
                #expect(
                    keys == [TracedKey(sequence.events[0], bytes: sequence.bytes)], "\(sequence.name), cut at \(cut)")
            }
        }
    }

    @Test("bytes of a sequence that another one cuts short stay with their own")
    func tracedCut() {
        var tracer = KeyTracer(KeyDecoder())
        let keys = tracer.feed(Array("\u{1B}[1;\u{1B}[Ax".utf8))
        #expect(keys.map(\.bytes) == ["\u{1B}[1;", "\u{1B}[A", "x"].map { Array($0.utf8) })
    }
}
