import SMTPProtocol
import SMTPReference
import SafeText
import Testing

@testable import smtpx

@Suite("What codes and explain print")
struct ListingTests {
    private static func listing(_ query: String) -> CodeListing {
        CodeListing(
            found: ReferenceTables.shared.find(query), isSearch: !query.isEmpty, paint: Paint(isOn: false),
            isASCII: false)
    }

    @Test("the TSV has the five columns, named in the first line, and all codes of the seed table")
    func tsv() {
        let rows = Self.listing("").text(.tsv).split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(rows.first == ["code", "severity", "title", "status", "source"])
        #expect(rows.allSatisfy { $0.count == 5 && !$0.contains("") })
        let codes = Set(rows.dropFirst().map { $0[0] })
        let seed = [
            211, 214, 220, 221, 250, 251, 354, 421, 450, 451, 452, 500, 501, 502, 503, 504, 550, 551, 552, 553, 554,
        ]
        for code in seed { #expect(codes.contains("\(code)")) }
        #expect(Set(rows.dropFirst().map { $0[1] }) == ["ok", "continue", "temporary", "permanent"])
    }

    @Test("Markdown has a row for each code, and its punctuation is no markup")
    func markdown() {
        let lines = Self.listing("550").text(.markdown).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1] == "| --- | --- | --- | --- | --- |")
        #expect(lines[2].hasPrefix("| 550 | permanent |"))
    }

    @Test("the table groups by severity and can do without anything but ASCII")
    func table() {
        let found = ReferenceTables.shared.find("")
        let listing = CodeListing(found: found, isSearch: false, paint: Paint(isOn: false), isASCII: true)
        let text = listing.text(.table)
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        #expect(text.contains("Permanent failure\n  x PERM  500"))
    }

    @Test("a reply becomes JSON with every member that was promised")
    func json() throws {
        let reply = try #require(ReplyText.replies(in: Array("550 5.1.1 <a@b>: \"User\" unknown\u{1B}".utf8)).first)
        let text = ExplanationListing(
            explanation: Explanation(of: reply, answering: .any), reply: reply, paint: Paint(isOn: false),
            isASCII: false
        ).json.text()
        for name in [
            "code", "severity", "title", "enhanced", "digits", "explanation", "fault", "retry", "try", "sources",
        ] { #expect(text.contains("\"\(name)\": ")) }
        #expect(text.contains("\"code\": 550"))
        #expect(text.contains("\"severity\": \"permanent\""))
        #expect(text.contains("\"enhanced\": \"5.1.1\""))
        #expect(text.contains(#"\"User\" unknown\u001B"#))
        #expect(!text.utf8.contains(0x1B))
    }

    @Test(
        "replies are found in what people paste",
        arguments: [
            ("250-a\n250 b", 1), ("250 a\n550 b\n", 2), ("S: 250 a\r\n\r\n<- 550 b", 2), ("  451 x", 1), ("550", 1),
        ])
    func pasted(_ text: String, _ count: Int) {
        let replies = ReplyText.replies(in: Array(text.utf8))
        #expect(replies.count == count)
        #expect(replies.allSatisfy { $0.code != nil && $0.isComplete })
    }

    @Test("text that is no reply is said to be none")
    func noReply() throws {
        let reply = try #require(ReplyText.replies(in: Array("hello".utf8)).first)
        #expect(reply.code == nil)
        #expect(Explanation(of: reply).headline == "Not an SMTP reply")
    }
}
