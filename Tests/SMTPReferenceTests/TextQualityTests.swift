import SMTPProtocol
import Testing

@testable import SMTPReference

/// The texts are the product: what can be checked about them is checked here.
@Suite("The texts of the reference")
struct TextQualityTests {
    /// Every sentence a reader can meet, with the row it stands in.
    static let prose: [(row: String, text: String)] = {
        let tables = ReferenceTables.shared
        var texts: [(row: String, text: String)] = []
        for entry in tables.replyCodes {
            texts.append(("\(entry.code)", entry.whatHappened))
            texts += entry.whatToTry.map { ("\(entry.code)", $0) }
            if let note = entry.note { texts.append(("\(entry.code)", note)) }
        }
        for entry in tables.enhancedCodes + tables.enhancedClasses + tables.enhancedSubjects {
            texts.append((entry.label, entry.whatHappened))
            texts += entry.whatToTry.map { (entry.label, $0) }
            if let note = entry.note { texts.append((entry.label, note)) }
        }
        for entry in tables.commands {
            texts += [(entry.verb.name, entry.when), (entry.verb.name, entry.whatItDoes)]
            if let note = entry.note { texts.append((entry.verb.name, note)) }
        }
        texts += tables.extensions.map { ($0.keyword, $0.whatItOffers) }
        texts += tables.mechanisms.map { ($0.name, $0.whatItIs) }
        texts += tables.contexts.map { ("\($0.codes)", $0.whatHappened) }
        texts += tables.contexts.flatMap { entry in (entry.whatToTry ?? []).map { ("\(entry.codes)", $0) } }
        texts += tables.tlsCipherSuites.entries.map { ($0.name, $0.whatItIs) }
        texts += tables.tlsGroups.entries.map { ($0.name, $0.whatItIs) }
        texts += tables.tlsAlerts.entries.flatMap { entry in
            ([entry.meaning] + entry.tryNext).map { (entry.name, $0) }
        }
        texts += tables.reasons.flatMap { entry in
            ([entry.forSender, entry.forReceiver, entry.howToFindOut] + entry.whatToChange).map { (entry.slug, $0) }
        }
        texts += tables.wordings.rules.flatMap { rule in rule.advice.map { (rule.name, $0) } }
        return texts
    }()

    @Test("are sentences of a bearable length, without control characters or double spaces")
    func shape() {
        #expect(Self.prose.count > 600)
        for (row, text) in Self.prose {
            #expect(text.hasSuffix("."), "\(row): \(text)")
            #expect(!text.hasSuffix(".."), "\(row): \(text)")
            #expect(text.count <= 320, "\(row): \(text.count) characters")
            #expect(text.count >= 3, "\(row): \(text)")
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value > 0x7E }, "\(row): \(text)")
            #expect(!text.utf8.elementsEqual("-.".utf8), "\(row)")
            let pairs = zip(text.utf8, text.utf8.dropFirst())
            #expect(!pairs.contains { $0 == UInt8(ascii: " ") && $1 == UInt8(ascii: " ") }, "\(row): \(text)")
            #expect(text.first?.isLowercase == false || text.hasPrefix("smtpx"), "\(row): \(text)")
        }
    }

    @Test("tell who can act, and one to three things to try")
    func advice() {
        let tables = ReferenceTables.shared
        for entry in tables.replyCodes { #expect(1...3 ~= entry.whatToTry.count, "\(entry.code)") }
        for entry in tables.enhancedCodes { #expect(1...3 ~= entry.whatToTry.count, "\(entry.label)") }
        for entry in tables.replyCodes where entry.severity == .ok || entry.severity == .continue {
            #expect(entry.whoCanAct == .nobody, "\(entry.code)")
        }
    }

    @Test("headlines are short and are no sentences")
    func headlines() {
        let tables = ReferenceTables.shared
        let headlines = tables.replyCodes.map(\.headline) + tables.enhancedCodes.map(\.headline)
        for headline in headlines {
            #expect(headline.count <= 52, "\(headline)")
            #expect(!headline.hasSuffix("."), "\(headline)")
        }
    }

    @Test("no source cites nothing")
    func sources() {
        let tables = ReferenceTables.shared
        var sources = tables.replyCodes.flatMap { $0.sources + $0.alsoIn }
        sources += tables.enhancedCodes.flatMap(\.sources)
        sources += tables.commands.flatMap(\.sources)
        sources += tables.commandReplies.flatMap(\.sources)
        sources += tables.extensions.flatMap(\.sources)
        sources += tables.mechanisms.flatMap(\.sources)
        #expect(sources.count > 500)
        for source in sources {
            if source.text.hasPrefix("RFC") { #expect(source.rfc != nil, "\(source)") }
            #expect(source.text.count >= 6, "\(source)")
        }
        for entry in tables.replyCodes where entry.status == .standard || entry.status == .extension {
            #expect(entry.sources.allSatisfy { $0.rfc != nil }, "\(entry.code) is official and cites no RFC")
        }
    }

    @Test("every fault, retry and status has words", arguments: Fault.allCases)
    func vocabulary(fault: Fault) {
        #expect(!fault.words.isEmpty)
        #expect(fault.whoCanAct.hasSuffix("."))
        #expect(fault.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
    }
}
