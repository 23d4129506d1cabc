import Glibc
import TestSupport
import Testing

@testable import PracticeServer

@Suite("A scenario's file that changes while the server runs")
struct ScenarioReloadTests {
    /// A file that is gone when the test is over.
    private final class ScratchFile: Sendable {
        let path: String

        init(_ text: String) throws {
            var template = Array("/tmp/smtpx-scenario-XXXXXX".utf8CString)
            let descriptor = mkstemp(&template)
            try #require(descriptor >= 0)
            close(descriptor)
            path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            try write(text)
        }

        func write(_ text: String) throws {
            let file = try #require(fopen(path, "w"))
            defer { fclose(file) }
            try #require(fputs(text, file) >= 0)
        }

        func remove() { unlink(path) }

        deinit { unlink(path) }
    }

    private func withFile(
        _ text: String, _ test: @Sendable (PracticeServer, ScratchFile, EventLog) async throws -> Void
    ) async throws {
        let scratch = try ScratchFile(text)
        let file = ScenarioFile(path: scratch.path)
        let scenario = try file.read()
        let log = EventLog()
        try await withServer(
            {
                $0.scenario = scenario
                $0.scenarioFile = file
            }, observer: { log.add($0) }
        ) { try await test($0, scratch, log) }
    }

    private static func banner(of server: PracticeServer) async throws -> String {
        try await server.talk { try $0.reply().last ?? "" }
    }

    private static func reloads(_ log: EventLog) -> [ScenarioReload] {
        log.all.compactMap { if case .reloaded(let reload) = $0.kind { reload } else { nil } }
    }

    @Test("the new text counts for who connects then; one with a mistake is told, and the old one goes on")
    func reload() async throws {
        try await withFile("banner \"first\"\n") { server, file, log in
            #expect(try await Self.banner(of: server).hasSuffix(" first"))
            #expect(try await Self.banner(of: server).hasSuffix(" first"))
            #expect(Self.reloads(log).isEmpty)

            try file.write("banner \"second, and longer\"\nuser carol secret\non MAIL FROM reply 450 4.0.0 \"No\"\n")
            let replies = try await server.talk { client in
                [try client.reply(), try client.exchange("EHLO x"), try client.exchange("MAIL FROM:<a@b.example>")]
            }
            #expect(replies[0].last?.hasSuffix("second, and longer") == true)
            #expect(replies[2] == ["450 4.0.0 No"])
            #expect(Self.reloads(log) == [.replaced(keepsCertificate: false)])

            try file.write("banner \"third, and longer still\"\nonn CONNECT drop\n")
            for _ in 0..<2 { #expect(try await Self.banner(of: server).hasSuffix("second, and longer")) }
            guard Self.reloads(log).count == 2, case .kept(let mistake) = Self.reloads(log)[1] else {
                Issue.record("\(Self.reloads(log))")
                return
            }
            #expect(mistake.file == file.path && mistake.line == 2)
            #expect(mistake.choice?.word == "onn")

            file.remove()
            for _ in 0..<2 { #expect(try await Self.banner(of: server).hasSuffix("second, and longer")) }
            #expect(Self.reloads(log).count == 3)

            try file.write("banner \"fourth\"\n")
            #expect(try await Self.banner(of: server).hasSuffix(" fourth"))
        }
    }

    @Test("who is connected keeps the scenario that it met first")
    func connected() async throws {
        try await withFile("capabilities +XOLD\n") { server, file, _ in
            let hello = try await server.talk { client in
                _ = try client.reply()
                try file.write("capabilities +XNEW-AND-LONGER\n")
                let other = try SocketClient(port: server.port)
                defer { other.close() }
                _ = try other.reply()
                return (try client.exchange("EHLO x"), try other.exchange("EHLO x"))
            }
            #expect(hello.0.contains { $0.hasSuffix("XOLD") } && !hello.0.contains { $0.hasSuffix("XNEW-AND-LONGER") })
            #expect(hello.1.contains { $0.hasSuffix("XNEW-AND-LONGER") })
        }
    }

    @Test("a rule that did not change remembers what it saw, and another certificate is told to need a new start")
    func memory() async throws {
        let rule = "rate 1 per hour reply 450 4.7.1 \"Slow\"\n"
        try await withFile(rule) { server, file, log in
            let mail: @Sendable (SocketClient) throws -> String = { client in
                _ = try client.reply()
                try client.exchange("EHLO x")
                return try client.exchange("MAIL FROM:<a@b.example>").last ?? ""
            }
            #expect(try await server.talk(mail).hasPrefix("250"))
            try file.write(rule + "certificate expired\n")
            #expect(try await server.talk(mail).hasPrefix("450 4.7.1"))
            #expect(Self.reloads(log) == [.replaced(keepsCertificate: true)])
            try file.write("rate 1 per hour reply 450 4.7.1 \"Slower\"\n")
            #expect(try await server.talk(mail).hasPrefix("250"))
        }
    }

    @Test("what is no file with lines in it is told, and nothing waits for it")
    func noFile() throws {
        for (path, words) in [("/", "folder"), ("/nowhere/x.scenario", "cannot be read")] {
            let error = #expect(throws: ScenarioError.self) { try ScenarioFile(path: path).read() }
            #expect(error?.line == nil && error?.description.contains(words) == true, "\(error?.description ?? "")")
        }
        let scratch = try ScratchFile(String(repeating: "#", count: ScenarioFile.sizeLimit + 1))
        let error = #expect(throws: ScenarioError.self) { try ScenarioFile(path: scratch.path).read() }
        #expect(error?.message.contains("too big") == true)
    }
}
