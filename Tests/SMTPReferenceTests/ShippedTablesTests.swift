import CAssets
import SMTPProtocol
import SMTPReference
import Testing

@Suite("The tables of the repository")
struct ShippedTablesTests {
    @Test("every table can be read, and all references between tables hold")
    func everyTableIsRight() throws {
        do {
            _ = try ReferenceTables(validating: try RepositoryFile.tables())
        } catch let error as TableError {
            // As a compiler would say it: file, line, mistake.
            Issue.record("\(error)")
        }
    }

    @Test("the tables that are compiled in are those of the repository")
    func embeddedFilesAreTheFiles() throws {
        let files = try RepositoryFile.tables()
        let pairs: [(TableFile, asset)] = [
            (files.replyCodes, asset_reply_codes()), (files.enhancedCodes, asset_enhanced_codes()),
            (files.commands, asset_commands()), (files.commandReplies, asset_command_replies()),
            (files.extensions, asset_extensions()), (files.mechanisms, asset_auth_mechanisms()),
            (files.software, asset_software()), (files.contexts, asset_context()), (files.digits, asset_digits()),
            (files.anomalies, asset_anomalies()), (files.reasons, asset_reasons()),
            (files.wordings, asset_wordings()),
            (files.tlsCipherSuites, asset_tls_cipher_suites()), (files.tlsGroups, asset_tls_groups()),
            (files.tlsAlerts, asset_tls_alerts()),
        ]
        for (file, compiledIn) in pairs {
            #expect(file.name == String(cString: compiledIn.path))
            let bytes = UnsafeBufferPointer(start: compiledIn.bytes, count: compiledIn.count)
            #expect(file.bytes.elementsEqual(bytes), "\(file.name) differs from the one that is compiled in")
        }
    }

    @Test("the tables have all rows of their sources")
    func rowCounts() {
        let tables = ReferenceTables.shared
        #expect(tables.replyCodes.count == 77)
        #expect(tables.enhancedClasses.map(\.statusClass) == [2, 4, 5])
        #expect(tables.enhancedSubjects.map(\.subject) == Array(0...7))
        #expect(tables.enhancedCodes.count == 81)
        #expect(tables.commands.count == 32)
        #expect(tables.commandReplies.count == 209)
        #expect(tables.extensions.count == 71)
        #expect(tables.mechanisms.count == 31)
    }

    @Test("no table has codes that a server cannot send, or that are older than SMTP")
    func noImpossibleCodes() {
        for number in [101, 111, 120, 151, 152, 201, 215] {
            let code = ReplyCode(number)
            #expect(code.flatMap { ReferenceTables.shared.entry(for: $0) } == nil, "\(number) is in the table")
        }
        #expect(ReferenceTables.shared.replyCodes.allSatisfy { $0.code.severity != nil })
    }

    @Test("every verb that has a case of its own is in the table of commands")
    func everyKnownVerb() {
        for verb in Verb.known { #expect(ReferenceTables.shared.entry(for: verb) != nil, "\(verb.name) has no row") }
    }

    @Test(
        "every extension that servers usually offer is there",
        arguments: [
            "8BITMIME", "AUTH", "BINARYMIME", "CHUNKING", "DSN", "ENHANCEDSTATUSCODES", "ETRN", "HELP", "LIMITS",
            "PIPELINING", "REQUIRETLS", "SIZE", "SMTPUTF8", "STARTTLS", "XCLIENT", "XFORWARD", "PRDR", "VRFY",
        ])
    func extensionIsThere(keyword: String) throws {
        let entry = try #require(ReferenceTables.shared.extensionEntry(for: keyword.lowercased()))
        #expect(entry.keyword == keyword)
    }

    @Test("mechanisms are found whatever their case")
    func mechanismsByName() {
        #expect(ReferenceTables.shared.mechanismEntry(for: "scram-sha-256")?.status == .current)
        #expect(ReferenceTables.shared.mechanismEntry(for: "LOGIN")?.status == .legacy)
        #expect(ReferenceTables.shared.mechanismEntry(for: "NONE") == nil)
    }
}
