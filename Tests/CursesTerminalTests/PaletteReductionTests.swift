import TerminalKit
import Testing

@testable import CursesTerminal

@Suite("Colours on terminals with fewer of them")
struct PaletteReductionTests {
    @Test(
        "a colour becomes a near one",
        arguments: [
            (1, 1, 1), (9, 1, 9), (16, 0, 0), (21, 4, 12), (33, 4, 12), (46, 2, 10), (196, 1, 9), (226, 3, 11),
            (231, 7, 15), (52, 1, 1), (232, 0, 0), (240, 0, 8), (248, 7, 7), (255, 7, 15),
        ] as [(UInt8, Int32, Int32)])
    func near(_ entry: UInt8, _ of8: Int32, _ of16: Int32) {
        #expect(PaletteReduction(depth: .ansi8).number(of: .palette(entry)) == of8)
        #expect(PaletteReduction(depth: .ansi16).number(of: .palette(entry)) == of16)
        #expect(PaletteReduction(depth: .palette256).number(of: .palette(entry)) == Int32(entry))
        #expect(PaletteReduction(depth: .mono).number(of: .palette(entry)) == -1)
    }

    @Test("every entry stays within the terminal's colours, and the terminal's own colour stays what it is")
    func range() {
        for depth in ColorDepth.allCases {
            let reduction = PaletteReduction(depth: depth)
            let most: Int32 =
                switch depth {
                case .mono: -1
                case .ansi8: 7
                case .ansi16: 15
                case .palette256: 255
                }
            #expect(reduction.number(of: .terminalDefault) == -1)
            for entry in UInt8.min...UInt8.max {
                #expect((-1...most).contains(reduction.number(of: .palette(entry))))
            }
        }
    }
}
