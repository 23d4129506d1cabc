import SMTPProtocol

/// Who has a mailbox, and which mailing lists there are.
public struct Directory: Hashable, Sendable {
    /// Somebody with a mailbox.
    public struct User: Hashable, Sendable {
        /// The local part, in lower case.
        public let name: String
        /// The name that VRFY shows.
        public let fullName: String
        /// What the user logs in with; nil for somebody who cannot log in.
        let password: HiddenBytes?

        /// A user; the name is put into lower case. Without a password nobody can log in as this user.
        public init(name: String, fullName: String, password: String? = nil) {
            self.name = name.lowercased()
            self.fullName = fullName
            self.password = password.map { HiddenBytes(Array($0.utf8)) }
        }
    }

    /// A name that stands for several users.
    public struct MailingList: Hashable, Sendable {
        /// The local part, in lower case.
        public let name: String
        /// The users who get what is sent to the list.
        public let members: [String]

        /// A list; names are put into lower case.
        public init(name: String, members: [String]) {
            self.name = name.lowercased()
            self.members = members.map { $0.lowercased() }
        }
    }

    /// All users.
    public let users: [User]
    /// All lists.
    public let lists: [MailingList]

    /// A directory of these users and lists.
    public init(users: [User], lists: [MailingList] = []) {
        self.users = users
        self.lists = lists
    }

    /// The people that the practice server knows when nobody says otherwise. Their passwords are no secrets: they are made
    /// to be tried.
    public static let classroom = Directory(
        users: [
            User(name: "student", fullName: "Sam Student", password: "secret"),
            User(name: "teacher", fullName: "Terry Teacher", password: "chalk"),
            User(name: "alice", fullName: "Alice Archer", password: "wonderland"),
            User(name: "bob", fullName: "Bob Baker", password: "builder"),
            User(name: "postmaster", fullName: "Postmaster"),
            User(name: "abuse", fullName: "Abuse Desk"),
        ],
        lists: [MailingList(name: "class", members: ["student", "teacher", "alice", "bob"])])

    /// The user of this name, upper and lower case being the same.
    public func user(_ name: String) -> User? {
        let wanted = name.lowercased()
        return users.first { $0.name == wanted }
    }

    /// The list of this name, upper and lower case being the same.
    public func list(_ name: String) -> MailingList? {
        let wanted = name.lowercased()
        return lists.first { $0.name == wanted }
    }
}
