import Testing

@testable import SASL

@Suite("The JSON of OAuth errors")
struct JSONMembersTests {
    private func lines(_ text: String) -> [String]? {
        JSONMembers.of(text.wire)?.map { "\($0.name)=\($0.value.text)" }
    }

    @Test(
        "Texts, numbers and words are read, and the rest is passed over",
        arguments: [
            ("{}", []), (" { } \r\n", []), (#"{"a":"b"}"#, ["a=b"]),
            (#"{ "a" : 401 , "b" : null }"#, ["a=401", "b=null"]),
            (#"{"a":{"x":["}",{}]},"b":"c"}"#, ["b=c"]), (#"{"a":[[],{}],"b":-1.5E+3}"#, ["b=-1.5E+3"]),
            (#"{"a":"\"\\\/\b\f\n\r\t"}"#, ["a=\"\\/\u{8}\u{C}\n\r\t"]), (#"{"a":"\u00e4\ud83d\ude00"}"#, ["a=ä😀"]),
            (#"{"a":"\ud83d","b":"\ud83d\u0041"}"#, ["a=\u{FFFD}", "b=\u{FFFD}A"]),
            (#"{"a":"x","a":"y"}"#, ["a=x", "a=y"]),
        ])
    func good(text: String, expected: [String]) {
        #expect(lines(text) == expected)
    }

    @Test(
        "What is no JSON object is none",
        arguments: [
            "", "[]", "null", "{", "}", #"{"a""#, #"{"a":"#, #"{"a":}"#, #"{"a":"b""#, #"{"a":"b",}"#, #"{"a" "b"}"#,
            #"{a:"b"}"#, #"{"a":"b"}x"#, #"{"a":"\x"}"#, #"{"a":"\u00"}"#, #"{"a":"\u+123"}"#, #"{"a":"\ud83d\u"}"#,
            "{\"a\":\"\n\"}", #"{"a":[[}"#, #"{"a":["}"#, #"{"a":"b\"#,
        ])
    func bad(text: String) {
        #expect(lines(text) == nil)
    }

    @Test("Deep nesting is passed over without calling itself")
    func deep() {
        let depth = 200_000
        let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(lines("{\"a\":\(nested),\"b\":1}") == ["b=1"])
    }

    @Test("What the server writes can be read, whatever is in it")
    func roundTrip() {
        let error = OAuthError(status: "a\"b\\c", scope: "\u{1}\n\u{1F}ä", openIDConfiguration: "")
        #expect(lines(error.bytes.text) == ["status=a\"b\\c", "scope=\u{1}\n\u{1F}ä"])
    }
}
