import Glibc

/// What this process holds at a moment.
public struct Footprint: Sendable, CustomStringConvertible {
    /// How many descriptors are open.
    public let descriptors: Int
    /// The memory that lies in RAM, in octets.
    public let residentBytes: Int

    /// Both, for a person.
    public var description: String { "\(descriptors) descriptors, \(residentBytes >> 20) MiB" }

    /// Now; nil where the system does not tell.
    public static var now: Footprint? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        // The two names for folders, and the descriptor that reads them.
        var count = -3
        while readdir(folder) != nil { count += 1 }
        closedir(folder)
        guard let file = fopen("/proc/self/statm", "r") else { return nil }
        defer { fclose(file) }
        var text = [CChar](repeating: 0, count: 256)
        guard fgets(&text, Int32(text.count), file) != nil else { return nil }
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return Footprint(descriptors: count, residentBytes: pages * sysconf(Int32(_SC_PAGESIZE)))
    }
}
