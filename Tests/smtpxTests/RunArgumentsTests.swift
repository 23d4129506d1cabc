import Testing

@testable import smtpx

@Suite("Which argument of smtpx run is the server")
struct RunArgumentsTests {
    @Test(
        "the last of several is, unless it is a file, ends in .smtpx, is -, or can be no server",
        arguments: [
            (["a.smtpx"], ["a.smtpx"], nil), (["mx.example.org"], ["mx.example.org"], nil),
            (["a.smtpx", "mx.example.org"], ["a.smtpx"], "mx.example.org"),
            (["a.smtpx", "b.smtpx"], ["a.smtpx", "b.smtpx"], nil), (["a.smtpx", "there"], ["a.smtpx", "there"], nil),
            (["a.smtpx", "-"], ["a.smtpx", "-"], nil), (["-", "mx:25"], ["-"], "mx:25"),
            (["a.smtpx", "no server"], ["a.smtpx", "no server"], nil),
            (["mx.example.org", "a.smtpx"], ["mx.example.org", "a.smtpx"], nil),
        ] as [([String], [String], String?)])
    func told(arguments: [String], scripts: [String], target: String?) {
        let told = RunArguments(
            arguments, isFile: { $0 == "there" }, targetProblem: { $0.contains(" ") ? "no server" : nil })
        #expect(told.scripts == scripts)
        #expect(told.target == target)
        #expect(told.explanation.contains("taken for"))
    }
}
