import TestSupport
import Testing

@Suite("What the program needs to run")
struct LinkedLibrariesTests {
    /// Whether the built program asks the loader for a library: the names stand as text in its bytes.
    private static func mentions(_ library: String, in bytes: [UInt8]) -> Bool {
        bytes.split(separator: 0).contains { $0.elementsEqual(library.utf8) }
    }

    @Test("the product does not link full Foundation")
    func noFoundation() throws {
        let bytes = try Repository.bytes(atPath: ProductsDirectory.executable("smtpx"))
        #expect(Self.mentions("libncursesw.so.6", in: bytes), "the test no longer finds the names of libraries")
        #expect(!Self.mentions("libFoundation.so", in: bytes))
        #expect(!Self.mentions("libFoundationInternationalization.so", in: bytes))
    }
}
