import Glibc

/// How many descriptors this process may have.
public enum DescriptorLimit {
    /// Raises the limit so that at least `count` descriptors can be open; false when the system forbids that.
    public static func raise(to count: Int) -> Bool {
        guard var limit = current else { return false }
        guard limit.rlim_cur < rlim_t(count) else { return true }
        limit.rlim_cur = rlim_t(count)
        limit.rlim_max = max(limit.rlim_max, rlim_t(count))
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    }

    /// Sets the limit to `count`, for a process of its own: an exit test.
    public static func lower(to count: Int) -> Bool {
        guard var limit = current else { return false }
        limit.rlim_cur = rlim_t(count)
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    }

    private static var current: rlimit? {
        var limit = rlimit()
        return getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 ? limit : nil
    }
}
