import SMTPProtocol

/// The checks that need more than one row: duplicates, order, and references between tables.
struct TableChecks {
    let tables: ReferenceTables
    let files: TableFiles

    func run() throws(TableError) {
        try unique(tables.replyCodes.map(\.code.description), in: files.replyCodes)
        try ascending(tables.replyCodes.map(\.code.value), in: files.replyCodes)
        try unique(tables.enhancedCodeTable.rows.map(\.label), in: files.enhancedCodes)
        try unique(tables.commands.map(\.verb.name), in: files.commands)
        try unique(tables.commandReplies.map { "\($0.stage.token) \($0.code)" }, in: files.commandReplies)
        try unique(tables.extensions.map(\.keyword), in: files.extensions)
        try unique(tables.mechanisms.map(\.name), in: files.mechanisms)
        try unique(tables.software.map { "\($0.software) \($0.place.rawValue) \($0.pattern)" }, in: files.software)
        try unique(tables.digits.map { "\($0.position) \($0.digit.map(String.init) ?? "any")" }, in: files.digits)
        try unique(tables.anomalies.map(\.kind.rawValue), in: files.anomalies)
        try checkRegistry(tables.tlsCipherSuites.entries, names: \.name, in: files.tlsCipherSuites)
        try checkRegistry(tables.tlsGroups.entries, names: \.name, in: files.tlsGroups)
        try checkRegistry(tables.tlsAlerts.entries, names: \.name, in: files.tlsAlerts)
        try unique(tables.reasons.map(\.slug), in: files.reasons)
        try checkWordings()
        try checkStages()
        try checkEnhancedCodes()
        try checkCommandReplies()
        try checkContexts()
        try checkExtensions()
        try checkDigits()
        try checkAnomalies()
    }

    /// An error at a row, which is counted from 0 below the header.
    private func error(_ file: TableFile, row: Int, _ message: String) -> TableError {
        TableError(file: file.name, line: row + 2, message: message)
    }

    private func unique(_ keys: [String], in file: TableFile) throws(TableError) {
        var seen: [String: Int] = [:]
        for (row, key) in keys.enumerated() {
            if let first = seen.updateValue(row, forKey: key) {
                throw error(file, row: row, "\(key) is here a second time; the first is in line \(first + 2)")
            }
        }
    }

    private func ascending(_ numbers: [Int], in file: TableFile) throws(TableError) {
        for row in numbers.indices.dropFirst() where numbers[row] < numbers[row - 1] {
            throw error(file, row: row, "\(numbers[row]) stands after \(numbers[row - 1]); keep the rows in order")
        }
    }

    /// Numbers ascend, and neither a number nor a name stands there twice.
    private func checkRegistry<Entry: NumberedEntry>(
        _ entries: [Entry], names: (Entry) -> String, in file: TableFile
    ) throws(TableError) {
        try unique(entries.map { "number \($0.number)" }, in: file)
        try unique(entries.map(names), in: file)
        try ascending(entries.map { Int($0.number) }, in: file)
    }

    /// A stage that is a command must be in the table of commands.
    private func check(_ stages: [ReplyStage], _ file: TableFile, row: Int) throws(TableError) {
        for case .command(let verb) in stages where tables.entry(for: verb) == nil {
            throw error(file, row: row, "\(verb.name) is not in \(files.commands.name)")
        }
    }

    /// A rule has a name of its own, a known reason, and does not repeat another.
    private func checkWordings() throws(TableError) {
        let rules = tables.wordings.rules
        try unique(rules.map(\.name), in: files.wordings)
        try unique(rules.map(\.conditions), in: files.wordings)
        let slugs = Set(tables.reasons.map(\.slug))
        for (row, rule) in rules.enumerated() {
            try check(rule.stages, files.wordings, row: row)
            if !slugs.contains(rule.reason) {
                throw error(files.wordings, row: row, "\(rule.reason) is not in \(files.reasons.name)")
            }
        }
    }

    private func checkStages() throws(TableError) {
        for (row, entry) in tables.replyCodes.enumerated() { try check(entry.answers, files.replyCodes, row: row) }
    }

    private func checkEnhancedCodes() throws(TableError) {
        let classes = [2, 4, 5]
        guard tables.enhancedClasses.map(\.statusClass) == classes else {
            throw error(files.enhancedCodes, row: 0, "the classes 2, 4 and 5 must be there, in this order")
        }
        for (row, entry) in tables.enhancedCodeTable.rows.enumerated() {
            if entry.kind == .code, !tables.enhancedSubjects.contains(where: { $0.subject == entry.subject }) {
                throw error(files.enhancedCodes, row: row, "the subject X.\(entry.subject) has no row")
            }
            for code in entry.replyCodes where tables.entry(for: code) == nil {
                throw error(files.enhancedCodes, row: row, "\(code) is not in \(files.replyCodes.name)")
            }
            if entry.retryWhenPermanent == .later || entry.retryWhenPermanent == .notNeeded {
                throw error(files.enhancedCodes, row: row, "retry is for class 5: \"no\" or \"changed\"")
            }
        }
    }

    private func checkCommandReplies() throws(TableError) {
        for (row, entry) in tables.commandReplies.enumerated() {
            try check([entry.stage] + entry.exceptions, files.commandReplies, row: row)
            guard let code = tables.entry(for: entry.code) else {
                throw error(files.commandReplies, row: row, "\(entry.code) is not in \(files.replyCodes.name)")
            }
            guard code.answers.contains(entry.stage) || code.answers.contains(.any) else {
                let message = "\(files.replyCodes.name) does not say that \(entry.code) answers \(entry.stage.token)"
                throw error(files.commandReplies, row: row, message)
            }
            if !entry.exceptions.isEmpty, entry.stage != .any {
                throw error(files.commandReplies, row: row, "exceptions are for rows about (any) command")
            }
        }
    }

    private func checkContexts() throws(TableError) {
        var seen: [String: Int] = [:]
        for (row, entry) in tables.contexts.enumerated() {
            try check(entry.stages, files.contexts, row: row)
            for code in entry.codes where tables.entry(for: code) == nil {
                throw error(files.contexts, row: row, "\(code) is not in \(files.replyCodes.name)")
            }
            if let pattern = entry.enhanced,
                !tables.enhancedCodes.contains(where: { $0.subject == pattern.subject && $0.detail == pattern.detail })
            {
                let label = "X.\(pattern.subject).\(pattern.detail)"
                throw error(files.contexts, row: row, "\(label) is not in \(files.enhancedCodes.name)")
            }
            let enhanced = entry.enhanced.map { "X.\($0.subject).\($0.detail)" } ?? "-"
            let states = entry.states.isEmpty ? ["-"] : entry.states.map(\.rawValue)
            for code in entry.codes {
                for stage in entry.stages {
                    for state in states {
                        let key = "\(code) \(stage.token) \(enhanced) \(state)"
                        if let first = seen.updateValue(row, forKey: key) {
                            let message = "\(key) is here a second time; the first is in line \(first + 2)"
                            throw error(files.contexts, row: row, message)
                        }
                    }
                }
            }
        }
    }

    private func checkExtensions() throws(TableError) {
        for (row, entry) in tables.extensions.enumerated() {
            for verb in entry.verbs where tables.entry(for: verb) == nil {
                throw error(files.extensions, row: row, "\(verb.name) is not in \(files.commands.name)")
            }
        }
        for (row, entry) in tables.commands.enumerated() {
            if let keyword = entry.keyword, tables.extensionEntry(for: keyword) == nil {
                throw error(files.commands, row: row, "\(keyword) is not in \(files.extensions.name)")
            }
        }
    }

    /// Each digit at the first two places needs a row, so that a fallback always has words.
    private func checkDigits() throws(TableError) {
        let last = max(tables.digits.count - 1, 0)
        for position in 1...2 {
            for digit in 0...9
            where !tables.digits.contains(where: { $0.position == position && ($0.digit ?? digit) == digit }) {
                throw error(files.digits, row: last, "digit \(digit) at place \(position) has no row")
            }
        }
        if !tables.digits.contains(where: { $0.position == 3 && $0.digit == nil }) {
            throw error(files.digits, row: last, "place 3 has no row for any digit")
        }
    }

    private func checkAnomalies() throws(TableError) {
        for kind in ReplyAnomaly.Kind.allCases where !tables.anomalies.contains(where: { $0.kind == kind }) {
            throw error(files.anomalies, row: max(tables.anomalies.count - 1, 0), "\(kind.rawValue) has no row")
        }
    }
}
