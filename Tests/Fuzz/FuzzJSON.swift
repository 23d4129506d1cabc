/// What a recording's reader is given: whatever it is, it ends, and what was understood is the same when it is written and read again.
func fuzzJSON(_ input: [UInt8]) {
    guard let value = try? JSONReader.read(input) else { return }
    let written = Array(value.line.utf8)
    guard let again = try? JSONReader.read(written) else {
        fuzzRequire(false, "what was read and written cannot be read")
        return
    }
    fuzzRequire(Array(again.line.utf8) == written, "what was read twice differs")
    fuzzRequire(!written.contains { $0 < 0x20 || $0 == 0x7F }, "a control byte was written")
}
