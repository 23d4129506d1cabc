import SMTPProtocol

/// Finds the words for one code in one context.
struct Explainer {
    let code: ReplyCode?
    let enhanced: EnhancedStatusCode?
    let stage: ReplyStage
    let state: StateName?
    let tables: ReferenceTables

    func explanation(notes: [ExplanationNote]) -> Explanation {
        let parts = enhanced.map { EnhancedMeaning.meanings(of: $0, in: tables) } ?? []
        guard let code else {
            return Explanation(
                code: nil, stage: stage, wording: .noCode, entry: nil, digits: [], enhancedCode: enhanced,
                enhanced: parts, notes: notes, isFallback: true)
        }
        let digits = DigitMeaning.meanings(of: code, in: tables)
        let entry = tables.entry(for: code)
        let words = entry.map { wording(for: $0) } ?? fallback(for: code, digits: digits)
        return Explanation(
            code: code, stage: stage, wording: words, entry: entry, digits: digits, enhancedCode: enhanced,
            enhanced: parts, notes: notesOnCode(code, entry: entry) + notesOnEnhancedCode() + notes,
            isFallback: entry == nil)
    }

    /// The explanation of an enhanced code that stands alone.
    func explanation(ofStatus status: EnhancedStatusCode) -> Explanation {
        let parts = EnhancedMeaning.meanings(of: status, in: tables)
        let entry = tables.entry(for: status)
        return Explanation(
            code: nil, severity: status.severity, stage: stage,
            wording: entry.map { Wording($0, code: status, sources: []) } ?? Wording(partsOf: status, parts),
            entry: nil, digits: [], enhancedCode: status, enhanced: parts, notes: notesOnEnhancedCode(),
            isFallback: entry == nil)
    }

    // MARK: - Words

    /// The most exact words that the tables have: for this code with this enhanced code, then the enhanced code's own
    /// where the reply code is a broad one, then the code in this place, then the code's own.
    private func wording(for entry: ReplyCodeEntry) -> Wording {
        let context = bestContext(for: entry.code)
        if let context, context.enhanced != nil { return Wording(context, entry: entry) }
        if entry.isBroad, let (enhanced, detail) = tellingEnhancedCode(beside: entry.code) {
            return Wording(detail, code: enhanced, sources: entry.sources)
        }
        return context.map { Wording($0, entry: entry) } ?? Wording(entry)
    }

    /// The words for a code that no table has: those of its enhanced code, if that one is registered and fits, and
    /// otherwise those of its digits.
    private func fallback(for code: ReplyCode, digits: [DigitMeaning]) -> Wording {
        let sources = tables.digits.first?.sources ?? []
        if let (enhanced, detail) = tellingEnhancedCode(beside: code) {
            return Wording(detail, code: enhanced, sources: sources)
        }
        return Wording(digitsOf: code, digits: digits, sources: sources)
    }

    /// The enhanced code, if it is registered, agrees with the code and tells more than the code does.
    func tellingEnhancedCode(beside code: ReplyCode) -> (code: EnhancedStatusCode, entry: EnhancedCodeEntry)? {
        guard let enhanced, enhanced.severity == code.severity, let entry = tables.entry(for: enhanced),
            entry.isSpecific
        else { return nil }
        return (enhanced, entry)
    }

    /// The context row that fits best: one that names the enhanced code beats one that names the state, and that beats
    /// one that names the stage.
    func bestContext(for code: ReplyCode) -> ContextEntry? {
        var best: (entry: ContextEntry, score: Int)?
        for entry in tables.contexts where entry.codes.contains(code) {
            guard let score = score(of: entry) else { continue }
            if score > best?.score ?? -1 { best = (entry, score) }
        }
        return best?.entry
    }

    /// How exactly a context row fits; nil when it does not.
    private func score(of entry: ContextEntry) -> Int? {
        var score = 0
        if let pattern = entry.enhanced {
            guard let enhanced, pattern.matches(enhanced) else { return nil }
            score += 8
        }
        if !entry.states.isEmpty {
            guard let state, entry.states.contains(state) else { return nil }
            score += 4
        }
        if entry.stages.contains(stage) {
            score += stage == .any ? 0 : 2
        } else if let general = stage.general, entry.stages.contains(general) {
            score += 1
        } else if !entry.stages.contains(.any) {
            return nil
        }
        return score
    }
}
