/// One key in the forms that `openssl` writes it in, and a certificate for it. Made for tests; it protects nothing.
enum KeyFixtures {
    /// The forms of the key, for tests that try several.
    enum Form: CaseIterable {
        case sec1, pkcs8, encryptedSEC1, encryptedPKCS8

        var pem: String {
            switch self {
            case .sec1: KeyFixtures.sec1
            case .pkcs8: KeyFixtures.pkcs8
            case .encryptedSEC1: KeyFixtures.encryptedSEC1
            case .encryptedPKCS8: KeyFixtures.encryptedPKCS8
            }
        }
    }

    /// What opens the encrypted ones.
    static let passphrase = "secret"
    /// The certificate of `CN=client.test,O=Lab`.
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBoDCCAUWgAwIBAgIUCPBGUWIGVgKvUYtYNoQXyfnCRSQwCgYIKoZIzj0EAwIw
        JDEUMBIGA1UEAwwLY2xpZW50LnRlc3QxDDAKBgNVBAoMA0xhYjAgFw0yNjExMjQw
        ODAwMTdaGA8yMTI2MTAzMTA4MDAxN1owJDEUMBIGA1UEAwwLY2xpZW50LnRlc3Qx
        DDAKBgNVBAoMA0xhYjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMnpiWjA05WH
        6GzR7naeKVBl8DTB7Ol9FucEr4wnFhAuUzS89NYrtiNqCqwAO81RQ+QiveyxEi2B
        h+B1/WksTh+jUzBRMB0GA1UdDgQWBBQFBIi5AXufofm5s8KeyM+xx94LFzAfBgNV
        HSMEGDAWgBQFBIi5AXufofm5s8KeyM+xx94LFzAPBgNVHRMBAf8EBTADAQH/MAoG
        CCqGSM49BAMCA0kAMEYCIQDzasnLId7qhSqkRUowgkTgIwZ9Em4AycE3UbUGDjfD
        5gIhAO4RUUMKSoUvAjv415OInoHczZbUNbE7tZyPSfrIZj+n
        -----END CERTIFICATE-----

        """
    /// SEC1.
    static let sec1 = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIOe6efhpgCO5HFGb9BfyLpfsdeKHbVV7rh6dPhPGacdFoAoGCCqGSM49
        AwEHoUQDQgAEyemJaMDTlYfobNHudp4pUGXwNMHs6X0W5wSvjCcWEC5TNLz01iu2
        I2oKrAA7zVFD5CK97LESLYGH4HX9aSxOHw==
        -----END EC PRIVATE KEY-----

        """
    /// PKCS#8.
    static let pkcs8 = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg57p5+GmAI7kcUZv0
        F/Iul+x14odtVXuuHp0+E8Zpx0WhRANCAATJ6YlowNOVh+hs0e52nilQZfA0wezp
        fRbnBK+MJxYQLlM0vPTWK7YjagqsADvNUUPkIr3ssRItgYfgdf1pLE4f
        -----END PRIVATE KEY-----

        """
    /// PKCS#8, encrypted.
    static let encryptedPKCS8 = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiFYoJH4bkrSgICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEOg89rXf1ldAMRwt3Dze064EgZAz
        D0y+Y+3rTOqf1kekQUcKDVkmdGpp1l93Y3URKny4KEKjYaT50/jGgA85VJPvOKyH
        Ml7NT2xIA+ZTYTlsXUVCkfXukt21wCRnZno/iaNtBX4uGDVsJBfxXvC7eDQ+U3Wr
        sbU4yPCqk7LtcXH/rL5KdQvNJjTEM8xhDy8Rc9zmcj8AJtKhf7/c3bjrMQMEQPk=
        -----END ENCRYPTED PRIVATE KEY-----

        """
    /// SEC1, encrypted in the older form.
    static let encryptedSEC1 = """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,629E8CFC4CE640DBE72EA27661BCAA4D

        dJ81nklmFOVVsOCV9ozMciIr+jQ1lJBfaFRC2fD3vbYz37TDubZectJixBBq5rmL
        UoeR7rFyOojDUq/u585PLpRr4IZWSrwRhQ5t0N2Y6Z83d2PinlR/DSjZ5eem0D8w
        qxpOkGxVymUSaS07xVYvofPnYaHfVIA4P7Sh/C5PkkU=
        -----END EC PRIVATE KEY-----

        """
}
