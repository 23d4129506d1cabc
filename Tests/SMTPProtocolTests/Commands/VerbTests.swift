import SMTPProtocol
import Testing

@Suite("Verbs")
struct VerbTests {
    @Test("Case does not matter", arguments: ["MAIL", "mail", "MaIl"])
    func caseIsIgnored(word: String) {
        #expect(Verb(ascii: word.utf8) == .mail)
    }

    @Test("Every known verb is read back from its name", arguments: Verb.known)
    func namesRoundTrip(verb: Verb) {
        #expect(Verb(ascii: verb.name.utf8) == verb)
        #expect(Verb(ascii: verb.name.lowercased().utf8) == verb)
        #expect(verb.isKnown)
    }

    @Test("A word that is no verb is kept in capitals")
    func othersAreKept() {
        #expect(Verb(ascii: "xyzzy".utf8) == .other("XYZZY"))
        #expect(Verb(ascii: "xyzzy".utf8).name == "XYZZY")
        #expect(!Verb(ascii: "xyzzy".utf8).isKnown)
        #expect(Verb(ascii: [0xFF]) == .other("\u{FFFD}"))
    }

    @Test("Letters outside ASCII never make a verb: dotless i, Kelvin sign", arguments: ["maıl", "MAIŁ", "QUİT"])
    func onlyASCIILetters(word: String) {
        #expect(!Verb(ascii: word.utf8).isKnown)
    }
}

@Suite("Command syntax")
struct CommandSyntaxTests {
    @Test("Every known verb has a template that begins with it, a summary and a source", arguments: Verb.known)
    func everyVerbIsInTheTable(verb: Verb) throws {
        let syntax = try #require(CommandSyntax.of(verb))
        #expect(syntax.template.hasPrefix(verb.name))
        #expect(!syntax.summary.isEmpty && !syntax.summary.hasSuffix("."))
        #expect(syntax.source.hasPrefix("RFC ") || syntax.source.hasPrefix("Postfix"))
    }

    @Test("The table has each verb once")
    func verbsAreUnique() {
        #expect(Set(CommandSyntax.all.map(\.verb)).count == CommandSyntax.all.count)
    }

    @Test("RCPT names its form and its place in RFC 5321")
    func recipientRow() throws {
        let syntax = try #require(CommandSyntax.of(.rcpt))
        #expect(syntax.template == "RCPT TO:<forward-path> [parameters]")
        #expect(syntax.source == "RFC 5321 §4.1.1.3")
        #expect(syntax.parameters.map(\.keyword).contains("NOTIFY"))
    }

    @Test(
        "Commands of extensions name the keyword that offers them",
        arguments: [
            (Verb.bdat, "CHUNKING"), (.etrn, "ETRN"), (.starttls, "STARTTLS"), (.auth, "AUTH"), (.burl, "BURL"),
        ])
    func extensionKeywords(verb: Verb, keyword: String) {
        #expect(CommandSyntax.of(verb)?.extensionKeyword == keyword)
    }

    @Test(
        "Parameters know the extension that brings them",
        arguments: [
            ("SIZE", "SIZE"), ("BODY", "8BITMIME"), ("SMTPUTF8", "SMTPUTF8"), ("RET", "DSN"), ("NOTIFY", "DSN"),
            ("ORCPT", "DSN"), ("BY", "DELIVERBY"), ("HOLDFOR", "FUTURERELEASE"), ("REQUIRETLS", "REQUIRETLS"),
        ])
    func parameterExtensions(keyword: String, wanted: String) {
        #expect(ParameterSyntax.of(keyword)?.extensionKeyword == wanted)
    }

    @Test("No parameter stands twice in a command's list")
    func parametersAreUnique() {
        for list in [ParameterSyntax.ofMail, ParameterSyntax.ofRcpt] {
            #expect(Set(list.map(\.keyword)).count == list.count)
        }
    }
}
