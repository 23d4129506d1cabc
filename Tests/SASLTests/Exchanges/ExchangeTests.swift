import Testing

@testable import SASL

@Suite("A client and a server, back to back")
struct ExchangeTests {
    private static let withPassword = Mechanism.allCases.filter(\.needsPassword)

    @Test(
        "Every mechanism logs in, with an initial response and without", arguments: Mechanism.allCases, [true, false])
    func good(mechanism: Mechanism, sendsInitialResponse: Bool) throws {
        var conversation = Conversation()
        conversation.sendsInitialResponse = sendsInitialResponse
        let ending = conversation.run(try Fixtures.client(mechanism), Fixtures.server(mechanism))
        #expect(
            ending
                == .success(
                    user: mechanism == .anonymous ? "anonymous" : "student",
                    mechanism.provesServer ? .proved : .notPartOfMechanism))
    }

    @Test(
        "PS15: an unknown user and a wrong password fail alike, after as many steps",
        arguments: withPassword)
    func bad(mechanism: Mechanism) throws {
        var wrong = Conversation()
        let wrongEnding = wrong.run(try Fixtures.client(mechanism, password: "Secret"), Fixtures.server(mechanism))
        var unknown = Conversation()
        let unknownEnding = unknown.run(try Fixtures.client(mechanism, user: "nobody"), Fixtures.server(mechanism))
        #expect(wrongEnding == .serverRefused(.refused))
        #expect(unknownEnding == .serverRefused(.refused))
        #expect(wrong.messages.count == unknown.messages.count)
        #expect(wrong.messages.map(\.isEmpty) == unknown.messages.map(\.isEmpty))
    }

    @Test(
        "The password that unknown users are compared with lets nobody in",
        arguments: withPassword.filter { !$0.takesToken })
    func madeUp(mechanism: Mechanism) throws {
        var conversation = Conversation()
        let ending = conversation.run(
            try Fixtures.client(mechanism, user: "nobody", password: "nobody has this password"),
            Fixtures.server(mechanism))
        #expect(ending == .serverRefused(.refused))
    }

    @Test("A user name with commas and equals signs goes through SCRAM and is the same user")
    func escaped() throws {
        var conversation = Conversation()
        let ending = conversation.run(
            try Fixtures.client(.scramSHA256, user: "a=b,c", password: "p,w=d"),
            Fixtures.server(.scramSHA256, bindings: []))
        #expect(ending == .success(user: "a=b,c", .proved))
        #expect(conversation.messages[0].text.hasPrefix("n,,n=a=3Db=2Cc,r="))
    }

    @Test(
        "PS15: to act as somebody else is refused, and as oneself allowed",
        arguments: [Mechanism.plain, .scramSHA1, .scramSHA256Plus, .external])
    func actingAs(mechanism: Mechanism) throws {
        for (identity, isAllowed) in [("student", true), ("postmaster", false)] {
            var conversation = Conversation()
            let ending = conversation.run(
                try Fixtures.client(mechanism, actingAs: identity), Fixtures.server(mechanism))
            #expect(
                ending
                    == (isAllowed
                        ? .success(user: "student", mechanism.provesServer ? .proved : .notPartOfMechanism)
                        : .serverRefused(.refused)))
        }
    }

    @Test(
        "CP26: a SCRAM exchange with any byte changed never proves the server",
        arguments: [Mechanism.scramSHA256, .scramSHA1Plus])
    func changed(mechanism: Mechanism) throws {
        var plain = Conversation()
        _ = plain.run(try Fixtures.client(mechanism), Fixtures.server(mechanism))
        for (number, message) in plain.messages.enumerated() {
            for place in message.indices {
                for change: UInt8 in [0x01, 0x20, 0x80] {
                    var conversation = Conversation()
                    conversation.changing = { message, current in
                        var message = message
                        if current == number, place < message.count { message[place] ^= change }
                        return message
                    }
                    let ending = conversation.run(try Fixtures.client(mechanism), Fixtures.server(mechanism))
                    if case .success(_, .proved) = ending {
                        Issue.record("byte \(place) of message \(number) may be changed by \(change)")
                    }
                }
            }
        }
    }

    @Test("Messages that lose their end or are said twice never prove the server")
    func cut() throws {
        var plain = Conversation()
        _ = plain.run(try Fixtures.client(.scramSHA256), Fixtures.server(.scramSHA256, bindings: []))
        for (number, message) in plain.messages.enumerated() where !message.isEmpty {
            for count in 0..<message.count {
                var conversation = Conversation()
                conversation.changing = { $1 == number ? Array($0.prefix(count)) : $0 }
                let ending = conversation.run(
                    try Fixtures.client(.scramSHA256), Fixtures.server(.scramSHA256, bindings: []))
                if case .success = ending { Issue.record("\(count) bytes of message \(number) are enough") }
            }
            var conversation = Conversation()
            conversation.changing = { $1 == number ? $0 + $0 : $0 }
            let ending = conversation.run(
                try Fixtures.client(.scramSHA256), Fixtures.server(.scramSHA256, bindings: []))
            if case .success = ending { Issue.record("message \(number) may come twice") }
        }
    }
}
