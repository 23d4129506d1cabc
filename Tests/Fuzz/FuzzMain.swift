/// The fuzzers by name. The one that runs is the one that the program is called: `run` gives it these names.
private let fuzzers: [String: @Sendable ([UInt8]) -> Void] = [
    "ReplyParser": fuzzReplyParser,
    "EndOfData": fuzzEndOfData,
    "Capabilities": fuzzCapabilities,
    "Sanitizer": fuzzSanitizer,
    "KeyDecoder": fuzzKeyDecoder,
    "SASL": fuzzSASL,
    "HandshakeObserver": fuzzHandshakeObserver,
    "CertificateFields": fuzzCertificateFields,
    "JSON": fuzzJSON,
]

private let chosen: @Sendable ([UInt8]) -> Void = {
    let name = CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? ""
    guard let fuzzer = fuzzers[name] else { fatalError("There is no fuzzer named \(name).") }  // A mistake in `run`.
    return fuzzer
}()

/// Where libFuzzer enters, once for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// Ends the run with `message` when `condition` does not hold: the fuzzer then keeps the input that did it.
func fuzzRequire(_ condition: Bool, _ message: StaticString) {
    if !condition { fatalError("\(message)") }  // The trap is the report: it is how a fuzzer is told of a failure.
}
