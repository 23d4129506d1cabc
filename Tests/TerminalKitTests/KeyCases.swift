import TerminalKit

extension KeyCase {
    static let all = control + cursor + function + alt + mouse + reports + other

    private static let control: [KeyCase] = [
        KeyCase("^A", "\u{01}", .key(.character("a"), .control)),
        KeyCase("^Z", "\u{1A}", .key(.character("z"), .control)),
        KeyCase("^Space", "\u{00}", .key(.character(" "), .control)),
        KeyCase("^_", "\u{1F}", .key(.character("_"), .control)),
        KeyCase("^\\", "\u{1C}", .key(.character("\\"), .control)),
        KeyCase("tab", "\t", .key(.tab, [])),
        KeyCase("enter", "\r", .key(.enter, [])),
        KeyCase("line feed", "\n", .key(.enter, [])),
        KeyCase("CR LF", "\r\n", .key(.enter, []), .key(.enter, [])),
        KeyCase("backspace DEL", "\u{7F}", .key(.backspace, [])),
        KeyCase("backspace ^H", "\u{08}", .key(.backspace, [])),
    ]

    private static let cursor: [KeyCase] = [
        KeyCase("up", "\u{1B}[A", .key(.up, [])),
        KeyCase("down, application mode", "\u{1B}OB", .key(.down, [])),
        KeyCase("right", "\u{1B}[C", .key(.right, [])),
        KeyCase("left", "\u{1B}[D", .key(.left, [])),
        KeyCase("home xterm", "\u{1B}[H", .key(.home, [])),
        KeyCase("end xterm", "\u{1B}OF", .key(.end, [])),
        KeyCase("home linux, screen, tmux", "\u{1B}[1~", .key(.home, [])),
        KeyCase("end linux, screen, tmux", "\u{1B}[4~", .key(.end, [])),
        KeyCase("home rxvt", "\u{1B}[7~", .key(.home, [])),
        KeyCase("end rxvt", "\u{1B}[8~", .key(.end, [])),
        KeyCase("insert", "\u{1B}[2~", .key(.insert, [])),
        KeyCase("delete", "\u{1B}[3~", .key(.delete, [])),
        KeyCase("page up", "\u{1B}[5~", .key(.pageUp, [])),
        KeyCase("page down", "\u{1B}[6~", .key(.pageDown, [])),
        KeyCase("ctrl right", "\u{1B}[1;5C", .key(.right, .control)),
        KeyCase("shift alt up", "\u{1B}[1;4A", .key(.up, [.shift, .alt])),
        KeyCase("ctrl page up", "\u{1B}[5;5~", .key(.pageUp, .control)),
        KeyCase("shift up rxvt", "\u{1B}[a", .key(.up, .shift)),
        KeyCase("ctrl left rxvt", "\u{1B}Od", .key(.left, .control)),
        KeyCase("ctrl delete rxvt", "\u{1B}[3^", .key(.delete, .control)),
        KeyCase("shift delete rxvt", "\u{1B}[3$", .key(.delete, .shift)),
        KeyCase("ctrl shift delete rxvt", "\u{1B}[3@", .key(.delete, [.control, .shift])),
        KeyCase("ctrl right, old xterm", "\u{1B}O5C", .key(.right, .control)),
        KeyCase("up, 8-bit", bytes: [0x9B, 0x41], [.key(.up, [])]),
        KeyCase("up, 8-bit application mode", bytes: [0x8F, 0x41], [.key(.up, [])]),
    ]

    private static let function: [KeyCase] = [
        KeyCase("F1 xterm", "\u{1B}OP", .key(.function(1), [])),
        KeyCase("F3 xterm", "\u{1B}OR", .key(.function(3), [])),
        KeyCase("F4 vt100", "\u{1B}OS", .key(.function(4), [])),
        KeyCase("F1 linux", "\u{1B}[[A", .key(.function(1), [])),
        KeyCase("F5 linux", "\u{1B}[[E", .key(.function(5), [])),
        KeyCase("F1 rxvt", "\u{1B}[11~", .key(.function(1), [])),
        KeyCase("F5", "\u{1B}[15~", .key(.function(5), [])),
        KeyCase("F6", "\u{1B}[17~", .key(.function(6), [])),
        KeyCase("F10", "\u{1B}[21~", .key(.function(10), [])),
        KeyCase("F12", "\u{1B}[24~", .key(.function(12), [])),
        KeyCase("F20", "\u{1B}[34~", .key(.function(20), [])),
        KeyCase("ctrl F1", "\u{1B}[1;5P", .key(.function(1), .control)),
        KeyCase("shift F3", "\u{1B}[1;2R", .key(.function(3), .shift)),
        KeyCase("ctrl F12", "\u{1B}[24;5~", .key(.function(12), .control)),
        KeyCase("keypad 5", "\u{1B}Ou", .text("5")),
        KeyCase("keypad =", "\u{1B}OX", .text("=")),
        KeyCase("keypad *", "\u{1B}Oj", .text("*")),
        KeyCase("keypad enter", "\u{1B}OM", .key(.enter, [])),
    ]

    private static let alt: [KeyCase] = [
        KeyCase("alt b", "\u{1B}b", .key(.character("b"), .alt)),
        KeyCase("alt é", "\u{1B}é", .key(.character("é"), .alt)),
        KeyCase("alt backspace", "\u{1B}\u{7F}", .key(.backspace, .alt)),
        KeyCase("alt enter", "\u{1B}\r", .key(.enter, .alt)),
        KeyCase("ctrl alt a", "\u{1B}\u{01}", .key(.character("a"), [.control, .alt])),
        KeyCase("alt left rxvt", "\u{1B}\u{1B}[D", .key(.left, .alt)),
        KeyCase("alt F1", "\u{1B}\u{1B}OP", .key(.function(1), .alt)),
        KeyCase("escape, alt x", "\u{1B}\u{1B}x", .key(.escape, []), .key(.character("x"), .alt)),
        KeyCase("alt O, then enter", "\u{1B}O\r", .key(.character("O"), .alt), .key(.enter, [])),
        KeyCase("ctrl i, modifyOtherKeys", "\u{1B}[27;5;105~", .key(.character("i"), .control)),
        KeyCase("ctrl enter, CSI u", "\u{1B}[13;5u", .key(.enter, .control)),
        KeyCase("ctrl shift a, CSI u", "\u{1B}[65;6u", .key(.character("a"), [.control, .shift])),
        KeyCase("shift A, CSI u", "\u{1B}[65;2u", .text("A")),
        KeyCase("shift tab", "\u{1B}[Z", .key(.tab, .shift)),
    ]

    private static let mouse: [KeyCase] = [
        KeyCase("press", "\u{1B}[<0;5;3M", .mouse(.init(kind: .press, button: .left, row: 2, column: 4))),
        KeyCase("release", "\u{1B}[<2;300;200m", .mouse(.init(kind: .release, button: .right, row: 199, column: 299))),
        KeyCase("wheel up", "\u{1B}[<64;1;1M", .mouse(.init(kind: .scrollUp, button: .none, row: 0, column: 0))),
        KeyCase(
            "ctrl wheel down", "\u{1B}[<81;1;1M",
            .mouse(.init(kind: .scrollDown, button: .none, row: 0, column: 0, modifiers: .control))),
        KeyCase("drag", "\u{1B}[<32;2;2M", .mouse(.init(kind: .move, button: .left, row: 1, column: 1))),
        KeyCase("old press", "\u{1B}[M !\"", .mouse(.init(kind: .press, button: .left, row: 1, column: 0))),
        KeyCase("old release", "\u{1B}[M#!!", .mouse(.init(kind: .release, button: .none, row: 0, column: 0))),
        KeyCase("rxvt press", "\u{1B}[33;7;9M", .mouse(.init(kind: .press, button: .middle, row: 8, column: 6))),
    ]

    private static let reports: [KeyCase] =
        [
            "\u{1B}[?62;22c", "\u{1B}[>41;354;0c", "\u{1B}[12;40R", "\u{1B}[?1;1R", "\u{1B}[0n", "\u{1B}[8;24;80t",
            "\u{1B}[?2026;2$y", "\u{1B}[4;1$y", "\u{1B}[?1u",
        ].map { KeyCase("TO05: report \($0.dropFirst())", $0, .report(Array($0.utf8))) } + [
            KeyCase(
                "TO05: colour, ended by BEL", "\u{1B}]11;rgb:0/0/0\u{07}", .report(Array("\u{1B}]11;rgb:0/0/0".utf8))),
            KeyCase("TO03: clipboard", "\u{1B}]52;c;QUJD\u{1B}\\", .report(Array("\u{1B}]52;c;QUJD".utf8))),
            KeyCase("TO02: title", "\u{1B}]lRSET\r\n\u{1B}\\", .report(Array("\u{1B}]lRSET\r\n".utf8))),
            KeyCase("TO05: DCS", "\u{1B}P1$r0m\u{1B}\\", .report(Array("\u{1B}P1$r0m".utf8))),
            KeyCase("TO06: APC", "\u{1B}_Gi=1;OK\u{1B}\\", .report(Array("\u{1B}_Gi=1;OK".utf8))),
            KeyCase(
                "TO05: version, 8-bit", bytes: [0x90, 0x3E, 0x7C, 0x78, 0x9C], [.report([0x90, 0x3E, 0x7C, 0x78])]),
            KeyCase("report, cut by a key", "\u{1B}]0;x\u{1B}[A", .report(Array("\u{1B}]0;x".utf8)), .key(.up, [])),
            KeyCase("report, cancelled", "\u{1B}]0;x\u{18}", .report(Array("\u{1B}]0;x".utf8))),
        ]

    private static let other: [KeyCase] = [
        KeyCase("focus in", "\u{1B}[I", .focus(gained: true)),
        KeyCase("focus out", "\u{1B}[O", .focus(gained: false)),
        KeyCase("paste", "\u{1B}[200~a\r\nb\u{1B}[201~", .paste(Array("a\r\nb".utf8))),
        KeyCase("empty paste", "\u{1B}[200~\u{1B}[201~", .paste([])),
        KeyCase("unknown final", "\u{1B}[1;2;3;4W", .unknown(Array("\u{1B}[1;2;3;4W".utf8))),
        KeyCase(
            "a number too long", "\u{1B}[99999999999999999999~", .unknown(Array("\u{1B}[99999999999999999999~".utf8))),
        KeyCase("sequence, cut by enter", "\u{1B}[1;\r", .unknown(Array("\u{1B}[1;".utf8)), .key(.enter, [])),
        KeyCase("sequence, cut by a key", "\u{1B}[1;\u{1B}[A", .unknown(Array("\u{1B}[1;".utf8)), .key(.up, [])),
        KeyCase("a surrogate as code", "\u{1B}[55296;5u", .unknown(Array("\u{1B}[55296;5u".utf8))),
    ]
}
