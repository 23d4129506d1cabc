import Testing

@testable import SessionCore

@Suite("Days as people write them")
struct CivilDateTests {
    @Test(
        "a number of days since 1970 is the day of the calendar",
        arguments: [
            (0, "1970-01-01"), (-1, "1969-12-31"), (58, "1970-02-28"), (59, "1970-03-01"), (789, "1972-02-29"),
            (11_016, "2000-02-29"), (11_017, "2000-03-01"), (20_781, "2026-11-24"), (20_819, "2027-01-01"),
            (47_540, "2100-02-28"), (47_541, "2100-03-01"), (2_932_896, "9999-12-31"),
        ])
    func days(_ days: Int64, _ text: String) {
        #expect(CivilDate(daysSinceEpoch: days).text == text)
    }

    @Test("the name of a file has the date and the time in UTC, also before 1970")
    func compact() {
        #expect(WallTime(seconds: 1_795_503_792).compactText == "20261124-070312")
        #expect(WallTime(seconds: -1).compactText == "19691231-235959")
    }
}
