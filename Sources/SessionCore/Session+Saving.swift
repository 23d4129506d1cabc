import SMTPProtocol
import SafeText

/// What is written into files about TLS.
extension Session {
    /// `:tls pem [FILE]`
    mutating func saveChain(_ path: String?) throws(LanguageError) {
        let chain = tlsRecord.facts?.chain ?? []
        guard !chain.isEmpty else {
            throw LanguageError(
                .nothingThere, "No server has shown a certificate yet.", advice: "Secure a connection first: :starttls."
            )
        }
        let number = saves.add(.chain(count: chain.count))
        let bytes = chain.flatMap { PEM.certificate($0.der) }
        actions.append(
            .save(NewFile(path: path, purpose: "chain", suffix: "pem", bytes: bytes), number: number))
    }

    /// `:practice ca [FILE]`
    mutating func savePracticeAuthority(_ path: String?) {
        actions.append(.savePracticeAuthority(path: path, number: saves.add(.practiceAuthority)))
    }

    /// A file was written, or not.
    mutating func saved(_ result: SaveResult, number: Int) {
        guard let content = saves.take(number) else { return }
        if case .recording = content {
            recordingStarted(result)
            return
        }
        switch result {
        case .saved(let path):
            let what =
                switch content {
                case .chain(let count): count == 1 ? "1 certificate was" : "\(count) certificates were"
                case .practiceAuthority: "The certificate of the practice server's authority was"
                case .draft: "What you wrote was"
                case .export(let format): "The session, \(format.words), was"
                case .recording: "The recording was"
                }
            tell(.information, "\(what) written to \(Sanitizer.escape(path)).")
        case .failed(let message, let advice):
            tell(.error, "\(Sanitizer.escape(message)) \(Sanitizer.escape(advice))")
            if attendance == .unattended { fail(.failure) }
        }
    }
}
