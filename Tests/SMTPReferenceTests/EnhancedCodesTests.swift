import SMTPProtocol
import SMTPReference
import Testing

@Suite("Enhanced status codes")
struct EnhancedCodesTests {
    /// The last detail that is registered for each subject. All from 0 on are registered.
    static let lastDetails = [0: 0, 1: 10, 2: 4, 3: 6, 4: 7, 5: 6, 6: 10, 7: 30]

    @Test(
        "every code of the registry is there, and no other",
        arguments: lastDetails.sorted { $0.key < $1.key }.map(\.key))
    func registry(subject: Int) throws {
        let last = try #require(Self.lastDetails[subject])
        let found = ReferenceTables.shared.enhancedCodes.filter { $0.subject == subject }.map(\.detail)
        #expect(found == Array(0...last))
    }

    @Test(
        "registered names are exact",
        arguments: [
            ("5.1.1", "Bad destination mailbox address"), ("4.2.2", "Mailbox full"),
            ("5.3.4", "Message too big for system"), ("4.4.2", "Bad connection"), ("5.5.1", "Invalid command"),
            ("4.5.3", "Too many recipients"), ("5.7.1", "Delivery not authorized, message refused"),
            ("5.7.8", "Authentication credentials invalid"), ("5.7.30", "REQUIRETLS support required"),
        ])
    func titles(text: String, title: String) throws {
        let code = try #require(EnhancedStatusCode(ascii: text.utf8))
        #expect(ReferenceTables.shared.entry(for: code)?.title == title)
    }

    @Test("a code is explained part by part")
    func parts() throws {
        let code = try #require(EnhancedStatusCode(ascii: "5.1.1".utf8))
        let parts = EnhancedMeaning.meanings(of: code)
        #expect(parts.map(\.part) == [.class, .subject, .detail])
        #expect(parts.map(\.number) == [5, 1, 1])
        #expect(parts.map(\.pattern) == ["5.·.·", "X.1.·", "X.1.1"])
        #expect(parts.map(\.word) == ["permanent failure", "an address", "No such mailbox"])
        let registered = parts.allSatisfy { $0.isRegistered && $0.title != nil }
        #expect(registered)
    }

    @Test("an unregistered detail is said to be so, and class and subject are still explained")
    func unregisteredDetail() throws {
        let parts = EnhancedMeaning.meanings(of: try #require(EnhancedStatusCode(ascii: "4.2.77".utf8)))
        #expect(parts.map(\.isRegistered) == [true, true, false])
        #expect(parts[2].word == "not registered")
        #expect(parts[2].what.contains("77 is not registered"))
    }

    @Test("an unregistered subject leaves the class")
    func unregisteredSubject() throws {
        let parts = EnhancedMeaning.meanings(of: try #require(EnhancedStatusCode(ascii: "5.9.1".utf8)))
        #expect(parts.map(\.isRegistered) == [true, false, false])
    }

    @Test("X.6.10 is the only deprecated code")
    func deprecated() {
        #expect(ReferenceTables.shared.enhancedCodes.filter(\.isDeprecated).map(\.label) == ["X.6.10"])
    }
}
