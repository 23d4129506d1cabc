/// Certificates that the certificate library cannot make or read; made with `openssl req -x509`.
enum OddCertificates {
    /// A key of 1024 bits.
    static let rsa1024 = """
        -----BEGIN CERTIFICATE-----
        MIICBjCCAW+gAwIBAgIUP6i4k2WKk+5/IjIRxgDxtaBqkd8wDQYJKoZIhvcNAQEL
        BQAwFDESMBAGA1UEAwwJd2Vhay50ZXN0MCAXDTI2MTEyNDA4MDAxNloYDzIxMjYx
        MDMxMDgwMDE2WjAUMRIwEAYDVQQDDAl3ZWFrLnRlc3QwgZ8wDQYJKoZIhvcNAQEB
        BQADgY0AMIGJAoGBAKyygGQXK/FVBBDQTtigTv8KKEQyIJZpi8Y29SzlJaVKpkt3
        FgzOjERk0r11nfbCuctcnNVkvVFMwSAIR15BALMhbnAJKNIMqQ1gcyacpnMwFDgd
        HHaYuNtrYfpg624FGxOEO3eKqm1fFzx/1u8kvzHsYyHv41yMb04eXPx82tT1AgMB
        AAGjUzBRMB0GA1UdDgQWBBROD2ubksCPt1I42TFzedE93k5pwjAfBgNVHSMEGDAW
        gBROD2ubksCPt1I42TFzedE93k5pwjAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3
        DQEBCwUAA4GBAFuKKtaEnGyHJ8c343750Ee2zTYAFUE7eFbbdF1JQNfwQBeZRy+i
        WZRNgTsh5PUme+wrAHTIHQVbV2mkGxApNOjgfq+FQQgDJGIQAB5J664iRBxyAr05
        Zvs3R+3Jq+w2shg8fOVXF+BsAfSPHlFUI2r0bM4de+KwxRTujuYswtQr
        -----END CERTIFICATE-----
        """
    /// Signed with RSASSA-PSS.
    static let pss = """
        -----BEGIN CERTIFICATE-----
        MIIDczCCAiagAwIBAgIUG/cWbuZDtdXckvZOSPzNt1nFWLIwQgYJKoZIhvcNAQEK
        MDWgDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgEF
        AKIEAgIA3jATMREwDwYDVQQDDAhwc3MudGVzdDAgFw0yNjExMjQwODAwMTdaGA8y
        MTI2MTAzMTA4MDAxN1owEzERMA8GA1UEAwwIcHNzLnRlc3QwggEiMA0GCSqGSIb3
        DQEBAQUAA4IBDwAwggEKAoIBAQC6iqud8ZuzQ8ElrPvltdmOELTlrCSAlufONdCk
        s/ZErPKYQ14KPIhS0trUTOCHvA7i0BZNg4IeNGM63RRumV/AKnnOGEHXM8GTqpi0
        kTLAucmkkHklnD+3cQJ1t/Ux8T6fT+md8EWBgPPBwt6rQCBFvow119kngHtjo9cf
        vM0OioSpM69PzXMsvg6P95fDyFVxKGFPz3ZQl830ijDuOzXCMwkhhMYPUu2nR/hH
        7Ejv9a0doumUdYMqqXjDBtE4i/HyCo6XVAZ8jAYJL2uZ+u50pRGaFya5jdAT+Cr8
        u22i/uWxkyu1a12AEwaK5j7Y3GoKAvtQ80RVsh5pg5qnY+/vAgMBAAGjUzBRMB0G
        A1UdDgQWBBSmQEOG7gmzUabwgjUGp56gJujSWDAfBgNVHSMEGDAWgBSmQEOG7gmz
        UabwgjUGp56gJujSWDAPBgNVHRMBAf8EBTADAQH/MEIGCSqGSIb3DQEBCjA1oA8w
        DQYJYIZIAWUDBAIBBQChHDAaBgkqhkiG9w0BAQgwDQYJYIZIAWUDBAIBBQCiBAIC
        AN4DggEBAE3UsfCFyYir9jBcneAQnFguVUy9r58cHfDCwij8ClO6lQxYcw+/VAqo
        y5biP+W5Kt2uHN2ZFkiyJzlQRgfB3iyBuSzzemGG0TuTwgLYaWxn/Dzb4aMjDWOL
        QrfMeFbJDtoffOLUXdgUr4dMR9M+ASD6rPep0aNQ6OAwRGF+pqY7tRudv11KfGla
        757+mdQrAybAtkeISYQAqyIusg8H4Ql7fTUrQdM1FxIgpg6BkqFrya9PG3dbcMGa
        O+b+1dbgO9lEg0rtDy3io1d4llxS5V4qKPvlxAW5t9ZWpjYjwFUfPwF1WGOmjp47
        Vg7kc/jebNf+YwY07WcaGoqDxSHBvmQ=
        -----END CERTIFICATE-----
        """
    /// An Ed448 key.
    static let ed448 = """
        -----BEGIN CERTIFICATE-----
        MIIBjDCCAQygAwIBAgIUdgqe5VptBe/eaNkE5cBHAVbFNfYwBQYDK2VxMBUxEzAR
        BgNVBAMMCmVkNDQ4LnRlc3QwIBcNMjYxMTI0MDgwMDE3WhgPMjEyNjEwMzEwODAw
        MTdaMBUxEzARBgNVBAMMCmVkNDQ4LnRlc3QwQzAFBgMrZXEDOgCI8eIerVaMl7zO
        ZH3OZa1X2gbnYwwnfoY4zam3yty44PyMGg6cNJOWZtlDBDkHAJbLyW0i+aBpKICj
        UzBRMB0GA1UdDgQWBBSecKOnIDIUoTrl19+Sch6y1BVg7DAfBgNVHSMEGDAWgBSe
        cKOnIDIUoTrl19+Sch6y1BVg7DAPBgNVHRMBAf8EBTADAQH/MAUGAytlcQNzAAbp
        iWeJb6RT4eKRcFkHr5Ik1ApQ3ijHhk6ipQL7QVk+QrEABLvIyjafIyLLPYM6jUMg
        9829EE/xgOTtqauAeo1LEytfQBvSGsoNUbk14gEXpIB3AqYCwB96/6mxnoS5jP8o
        z4q1MXJ1x9mSSZioNrsTAA==
        -----END CERTIFICATE-----
        """
}
