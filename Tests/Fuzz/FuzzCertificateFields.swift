/// A small certificate that is good as far as its shape goes; the fuzzer changes it.
private let shape: [UInt8] = element(
    0x30,
    element(
        0x30,
        element(0xA0, element(0x02, [2])) + element(0x02, [1]) + element(0x30, element(0x06, [0x2A, 3]))
            + name("i") + element(0x30, time + time) + name("s")
            + element(0x30, element(0x30, element(0x06, [0x2B, 0x65, 0x70])) + element(0x03, [0, 1, 2]))
            + element(
                0xA3,
                element(
                    0x30,
                    element(
                        0x30, element(0x06, [0x55, 0x1D, 0x11]) + element(0x04, element(0x30, element(0x82, [97]))))
                        + element(
                            0x30, element(0x06, [0x55, 0x1D, 0x13]) + element(0x04, element(0x30, [1, 1, 0xFF]))))))
        + element(0x30, element(0x06, [0x2B, 0x65, 0x70])) + element(0x03, [0, 1]))

private let time = element(0x17, Array("491231235959Z".utf8))

private func name(_ text: String) -> [UInt8] {
    element(0x30, element(0x31, element(0x30, element(0x06, [0x55, 4, 3]) + element(0x0C, Array(text.utf8)))))
}

/// An element of DER.
private func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let length = UInt8(content.count)  // The shape is smaller than 256 bytes.
    return (length < 0x80 ? [tag, length] : [tag, 0x81, length]) + content
}

/// Reads bytes as a certificate: those that the fuzzer made, or a good shape with some bytes changed.
@Sendable
func fuzzCertificateFields(_ made: [UInt8]) {
    read(made)
    var changed = shape
    for index in stride(from: 0, to: made.count - 2, by: 3) {
        changed[(Int(made[index]) << 8 | Int(made[index + 1])) % changed.count] = made[index + 2]
    }
    read(changed)
    if made.isEmpty { fuzzRequire(CertificateFields(changed) != nil, "the good shape is not read") }
}

private func read(_ der: [UInt8]) {
    guard let fields = CertificateFields(der) else { return }
    for part in [fields.issuer.whole, fields.subject.whole, fields.publicKey.whole, fields.signatureAlgorithm.whole] {
        fuzzRequire(part.startIndex >= 0 && part.endIndex <= der.count, "a part is outside the certificate")
        fuzzRequire(part.first == 0x30, "a part is no sequence")
    }
    // What comes out grows with what goes in, and no faster: a byte can become a few characters, and a tag a word.
    var texts = [
        DistinguishedNameText.text(fields.subject), DistinguishedNameText.commonName(fields.issuer) ?? "",
        KeyKind.words(fields.publicKey), SignatureKind(fields.signatureAlgorithm).words,
        "\(fields.isAuthority) \(CertificateTime.seconds(fields.notBefore) ?? 0)",
    ]
    for certificateName in fields.alternativeNames {
        switch certificateName.shown {
        case .dns(let text), .email(let text), .uri(let text), .other(let text): texts.append(text)
        case .address(let bytes): fuzzRequire(bytes.count < der.count, "an address is larger than the certificate")
        }
    }
    texts += fields.ocspURLs + fields.issuerURLs
    fuzzRequire(texts.reduce(0) { $0 + $1.utf8.count } < 64 * (der.count + 16), "the texts are out of proportion")
}
