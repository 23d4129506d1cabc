import Glibc

/// Where the build puts executables: the folder of the test program that runs.
public enum ProductsDirectory {
    /// The path of a built executable; throws when it has not been built.
    public static func executable(_ name: String) throws -> String {
        for folder in candidates {
            let path = folder + "/" + name
            if access(path, X_OK) == 0 { return path }
        }
        throw PseudoTerminalError.system("find \(name) beside the tests", ENOENT)
    }

    private static var candidates: [String] {
        // The test bundle is named on the command line when another program has loaded it.
        ([link("/proc/self/exe")].compactMap { $0 } + CommandLine.arguments.filter { $0.contains("/") })
            .compactMap(folder(of:))
    }

    private static func link(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func folder(of path: String) -> String? {
        path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}
