import CUnix

/// The image of the process that the kernel would write when it dies.
enum CoreDump {
    /// Has none written: a password that was typed would stand in it. Where the kernel refuses, the program goes on.
    static func forbid() {
        _ = cu_forbid_core_dump()
    }
}
