internal import Glibc

/// The authorities that the system trusts.
///
/// They are looked for as OpenSSL does it: `SSL_CERT_FILE` names a file and `SSL_CERT_DIR` directories, each in place of
/// the usual one.
struct SystemTrustStore: Sendable {
    /// Where systems keep their authorities in one file: Debian and its kin, Fedora, openSUSE, older Red Hat, Alpine and
    /// OpenBSD, FreeBSD.
    private static let usualFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
        "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
        "/usr/local/share/certs/ca-root-nss.crt", "/usr/local/etc/ssl/cert.pem",
    ]
    /// No list of authorities is larger.
    static let maximumFileBytes = 16 << 20

    /// The authorities.
    let anchors: TrustAnchors
    /// Where was looked, for saying so.
    let places: [String]

    /// The store of this process, loaded once, when it is first needed. That takes a few milliseconds.
    static let shared = SystemTrustStore(
        file: environment("SSL_CERT_FILE"), directories: environment("SSL_CERT_DIR"), usualFiles: usualFiles)

    /// Loads a store.
    /// - Parameters:
    ///   - file: what `SSL_CERT_FILE` says.
    ///   - directories: what `SSL_CERT_DIR` says: paths with colons between them.
    ///   - usualFiles: where the system may keep its authorities; the first that has any counts.
    init(file: String?, directories: String?, usualFiles: [String]) {
        var anchors = TrustAnchors()
        var places: [String] = []
        if let file {
            places.append(file)
            Self.add(file, to: &anchors)
        }
        if let directories {
            for directory in directories.split(separator: ":").map(String.init) {
                places.append(directory)
                for name in Self.names(in: directory) { Self.add("\(directory)/\(name)", to: &anchors) }
            }
        } else {
            let before = anchors.count
            for usual in usualFiles where anchors.count == before {
                places.append(usual)
                Self.add(usual, to: &anchors)
            }
        }
        self.anchors = anchors
        self.places = places
    }

    /// An environment variable; nil when it is not set, or empty.
    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Adds what can be read; a system's store may hold what we cannot.
    private static func add(_ path: String, to anchors: inout TrustAnchors) {
        if let contents = contents(of: path) { _ = anchors.add(pem: contents, path: path) }
    }

    /// The names of the files in a directory in a fixed order.
    private static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private static func contents(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        guard (1...maximumFileBytes).contains(size), lseek(descriptor, 0, SEEK_SET) == 0 else { return nil }
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            while count < size {
                let got = read(descriptor, start + count, size - count)
                guard got > 0 else { return }
                count += got
            }
        }
    }
}
