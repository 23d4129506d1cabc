import Glibc

/// The local time zone.
enum LocalTime {
    /// How far local clocks are ahead of UTC now.
    static var secondsFromUTC: Int {
        var now = time(nil)
        var local = tm()
        return localtime_r(&now, &local) == nil ? 0 : local.tm_gmtoff
    }
}
