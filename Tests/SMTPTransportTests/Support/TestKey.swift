import Crypto
import X509

/// The kinds of keys that test certificates have.
enum TestKey: CaseIterable {
    case p256, p384, p521, ed25519
    /// Always the same key: making one takes long.
    case rsa2048

    func make() throws -> Certificate.PrivateKey {
        switch self {
        case .p256: Certificate.PrivateKey(P256.Signing.PrivateKey())
        case .p384: Certificate.PrivateKey(P384.Signing.PrivateKey())
        case .p521: Certificate.PrivateKey(P521.Signing.PrivateKey())
        case .ed25519: Certificate.PrivateKey(Curve25519.Signing.PrivateKey())
        case .rsa2048: try Certificate.PrivateKey(pemEncoded: Self.rsaPEM)
        }
    }

    /// Made for tests; it protects nothing.
    static let rsaPEM = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIEpQIBAAKCAQEAkGoK5ppxLM3WZS6pmdlU8n8jJ7k42ErlhBivUo+z2mENkWvz
        a0j4GTosbzlzZEJlMuAHnuszWPH1zrsCMgDGaD/Jten6DUHlr5wBZi8Fu9j7IoyR
        mqGiiftGaL68pHHFN1mrw+ivxhApk+3yWYwXYAa5SN+zEnmiINvvOYWP9phFIOu9
        thDpk/HuDb8q0xRHaA+IDG3Hvxqs+WMNpT3KZq3NnoNFbVao8PkVGfaBlE3Yb1lX
        mePkO7G1mVfx/RTV3110cUv3WccjoozaNeTc8VEX4LcuiATAtMKyy/H4gCIclakm
        hxLDbD4Wo6c6xV6ddbACmxfCnSBPP67engrjvQIDAQABAoIBAAGXEL+7oK0sXcBJ
        rGwJbC40E/RERIMAT9RtswJ+9lr3vhplRcloTfR1cNdPY+F6+mM1DchtbHq0xeW2
        AjXbqmXi0H1MdtZE481LPNf98Ht5DdOyYXbCTOzlg5IPnHDqYH3+/gQ2K+4nC1WV
        QNB79N3KNAUlAI66DjOyxxrvtt4fLRDtGICikoIdN+ZZXYO8ngvuIhyOZNWX2vgm
        z2Xqlm5j9/8zg003RZt1TSm2J/W0AedV3eEQ64GDxJVmCFdpPuN7VVltqIFGUnYp
        uTks87HwXH+AoOeMkYqeM8DcPKQmHTa6qntEKbQUNl3lYkth94/wefbBQkTs5x2/
        Y24Uc1ECgYEAzBrZAV6E/CFwuzZLl9zyD/nDg7gQJJ0bqLmQeMqA6pmieirRhLZx
        S8l7TpyhH5XEHVLc0FVKRfPICGwNSxgILWUrzhwXTuM+JXLJRuh63sM9vzZNh8QP
        u6b288JbhnfnhvKw9VLgKySAfnmQ7RMjkMGnhBNikqTlcK2Xmky9P9ECgYEAtSHw
        1JY2PUDvTA58MzpNhhuv7nHCMC5osEtnwS7SZDloy6TTXZqAXqGMu9rQif4+3PvN
        jcQof8ggRnOoh0pAvXRTLyQHvaIeTXgINjmzUqPJUxAo3TJZT0kObJIcnyCuKNSX
        I+lhRQpVP/Eb+bmwdToewIKWBeCguPaJvelS7C0CgYEAmC3sXvj6boMAapWxBynV
        0dOH004Ju0LovISfE3DpbgHfAveqACmHj9pJ9fMSr1obP0HpIex11HJPUvg9cSAZ
        +L7WSnbnagpE6+cJ67Sq6CzqfQcgB3pHwMJcnqLrWvdLyXJqPn/sZD5zD9nUFO+Q
        NP4uyGsrs+r+p2THBGTzNgECgYEApFY67mWqqEB13Ad4X/IRzA7qu+eyS4yPpwOD
        Cx6z/AKqNblBm7dFqJXh3b5VXh2yY0SB5pGGPQkRX1ooGTchLcKQhkCmVUL1Q0wY
        Bzqqm9vGGPqcWLQJm4mo8JBQL3+zA5B94DMp8T3CwtS6kQQMOQ+WPws7mfGHYMkt
        h4Rdm7ECgYEAnDYyWrNHVAu8flB+S/Q5ZOFDJvA+Sr9o3RjIKFAIb7DJ/n5A+2B/
        Kftig56+gEB54/3AJpsurT/zSN2JlYLjdAOLIg0KpR6VcKxqSNJHwDVCShErbufA
        8Q41l1Gt8ocCsm0uHJ9O3FQKPvnMM1StfN3yDa6JFYMQOJqImvJZqKg=
        -----END RSA PRIVATE KEY-----
        """
}

extension Certificate.PrivateKey {
    /// The signature that suits the kind of key.
    var defaultAlgorithm: Certificate.SignatureAlgorithm {
        if P256.Signing.PublicKey(publicKey) != nil { return .ecdsaWithSHA256 }
        if P384.Signing.PublicKey(publicKey) != nil { return .ecdsaWithSHA384 }
        if P521.Signing.PublicKey(publicKey) != nil { return .ecdsaWithSHA512 }
        if Curve25519.Signing.PublicKey(publicKey) != nil { return .ed25519 }
        return .sha256WithRSAEncryption
    }
}
