import SASL
import Testing

@Suite("Messages taken apart for showing")
struct MessageReaderTests {
    /// The parts as `name: value`, a secret as `name: [hidden]`.
    private func lines(_ fields: [MessageField]) -> [String] {
        fields.map { "\($0.name): \($0.isSecret ? "[hidden]" : $0.value.text)" }
    }

    @Test("PLAIN shows who, and hides the password")
    func plain() {
        var reader = MessageReader(mechanism: "plain")
        #expect(reader.isNextClientMessageSecret)
        #expect(reader.server([]).isEmpty)
        #expect(
            lines(reader.client("Ursel␀Kurt␀xipj3plmq".wire))
                == ["acting as: Ursel", "user: Kurt", "password: [hidden]"])
        var broken = MessageReader(mechanism: "PLAIN")
        #expect(lines(broken.client("Kurt xipj3plmq".wire)) == ["response: [hidden]"])
    }

    @Test("LOGIN goes by position, with an initial response and without")
    func login() {
        var reader = MessageReader(mechanism: "LOGIN")
        #expect(lines(reader.server("User Name\0".wire)) == ["challenge: User Name\0"])
        #expect(!reader.isNextClientMessageSecret)
        #expect(lines(reader.client("student".wire)) == ["user: student"])
        #expect(reader.isNextClientMessageSecret)
        #expect(lines(reader.server("Geheimwort:".wire)) == ["challenge: Geheimwort:"])
        #expect(reader.isNextClientMessageSecret)
        #expect(lines(reader.client("secret".wire)) == ["password: [hidden]"])
        #expect(lines(reader.client("again".wire)) == ["password: [hidden]"])
    }

    @Test(
        "A prompt that says password makes any answer secret",
        arguments: ["LOGIN", "EXTERNAL", "ANONYMOUS", "SCRAM-SHA-1"])
    func prompt(mechanism: String) {
        for prompt in ["Password:", "PASSWORT", "Enter your pwd", "mot de passe", "Kennwort:"] {
            var reader = MessageReader(mechanism: mechanism)
            #expect(!reader.isNextClientMessageSecret)
            _ = reader.server(prompt.wire)
            #expect(reader.isNextClientMessageSecret)
            #expect(reader.client("secret".wire).map(\.isSecret) == [true])
        }
    }

    @Test("CRAM-MD5 shows the challenge and the user, and hides the digest")
    func cramMD5() {
        var reader = MessageReader(mechanism: "CRAM-MD5")
        #expect(lines(reader.server("<1@a>".wire)) == ["challenge: <1@a>"])
        #expect(reader.isNextClientMessageSecret)
        #expect(
            lines(reader.client("tim b913a602c7eda7a495b4e6e7334d3890".wire)) == ["user: tim", "digest: [hidden]"])
        #expect(lines(reader.client("my password".wire)) == ["response: [hidden]"])
    }

    @Test("SCRAM shows all but the proof")
    func scram() {
        var reader = MessageReader(mechanism: "SCRAM-SHA-1")
        #expect(!reader.isNextClientMessageSecret)
        #expect(
            lines(reader.client("n,a=root,n=a=3Db,r=fyko".wire))
                == ["channel binding: none", "acting as: root", "user: a=b", "client nonce: fyko"])
        #expect(reader.isNextClientMessageSecret)
        #expect(
            lines(reader.server("r=fyko3rfc,s=QSXCR+Q6sek8bf92,i=4096".wire))
                == ["combined nonce: fyko3rfc", "salt: QSXCR+Q6sek8bf92", "iterations: 4096"])
        #expect(reader.isNextClientMessageSecret)
        #expect(
            lines(reader.client("c=biws,r=fyko3rfc,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=".wire))
                == ["channel binding: none", "combined nonce: fyko3rfc", "proof: [hidden]"])
        #expect(
            lines(reader.server("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=".wire))
                == ["server signature: rmF9pqV8S7suAoZWja4dJRkFsKQ="])
        #expect(!reader.isNextClientMessageSecret)
        #expect(reader.client([]).isEmpty)
    }

    @Test("SCRAM names what the login is bound to")
    func scramPlus() {
        var reader = MessageReader(mechanism: "SCRAM-SHA-256-PLUS")
        #expect(lines(reader.client("p=tls-exporter,,n=a,r=b".wire)).first == "channel binding: tls-exporter")
        var other = MessageReader(mechanism: "SCRAM-SHA-256")
        #expect(
            lines(other.client("y,,n=a,r=b".wire)).first
                == "channel binding: none, since the server did not offer it")
    }

    @Test("A SCRAM server's error is shown, and the client only nods to it")
    func scramError() {
        var reader = MessageReader(mechanism: "SCRAM-SHA-1")
        _ = reader.client("n,,n=a,r=b".wire)
        #expect(lines(reader.server("e=other-error".wire)) == ["error: other-error"])
        #expect(reader.isNextClientMessageSecret)
        #expect(lines(reader.client("secret".wire)) == ["response: [hidden]"])
    }

    @Test("A token is hidden, also when it is typed where only a nod is due")
    func oauth() {
        var reader = MessageReader(mechanism: "OAUTHBEARER")
        #expect(
            lines(reader.client("n,a=a@b.c,^Ahost=h^Aport=25^Aauth=Bearer tok^A^A".wire))
                == ["user: a@b.c", "host: h", "port: 25", "access token: [hidden]"])
        #expect(lines(reader.server(#"{"status":"invalid_token"}"#.wire)) == ["status: invalid_token"])
        #expect(lines(reader.client("tok".wire)) == ["response: [hidden]"])
        #expect(lines(reader.server("rubbish".wire)) == ["challenge: rubbish"])
        #expect(reader.isNextClientMessageSecret)
        var empty = MessageReader(mechanism: "XOAUTH2")
        #expect(lines(empty.server("{}".wire)) == ["error: {}"])
        #expect(empty.isNextClientMessageSecret)
    }

    @Test("EXTERNAL and ANONYMOUS are shown once")
    func shown() {
        var external = MessageReader(mechanism: "EXTERNAL")
        #expect(!external.isNextClientMessageSecret)
        #expect(lines(external.client("root".wire)) == ["acting as: root"])
        #expect(external.isNextClientMessageSecret)
        #expect(lines(external.client("root".wire)) == ["response: [hidden]"])
        var anonymous = MessageReader(mechanism: "ANONYMOUS")
        #expect(lines(anonymous.client("sirhc".wire)) == ["trace: sirhc"])
    }

    @Test("Of an unknown mechanism all that the client says is secret", arguments: ["DIGEST-MD5", "NTLM", "", "X-NEW"])
    func unknown(mechanism: String) {
        var reader = MessageReader(mechanism: mechanism)
        #expect(reader.isNextClientMessageSecret)
        #expect(lines(reader.server("realm=x".wire)) == ["challenge: realm=x"])
        #expect(lines(reader.client("anything".wire)) == ["response: [hidden]"])
        #expect(reader.client([]).isEmpty)
    }
}
