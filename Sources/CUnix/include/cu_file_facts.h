// What a file is, who owns it and who may touch it. A shim: where Foundation's C modules are loaded, Swift takes `struct
// stat` for a part of theirs and refuses it to a file that imports Glibc alone.

#ifndef CU_FILE_FACTS_H
#define CU_FILE_FACTS_H

enum cu_file_kind { CU_FILE_REGULAR, CU_FILE_FOLDER, CU_FILE_SYMBOLIC_LINK, CU_FILE_OTHER };

struct cu_file_facts {
    enum cu_file_kind kind;
    // The permission bits, with set-user-ID, set-group-ID and sticky.
    unsigned mode;
    unsigned owner;
    // In bytes; for anything but a regular file it says nothing.
    long long size;
    // When the content last changed, in nanoseconds since 1970.
    long long changed;
};

// Both return 0, or -1 with errno. A symbolic link at the path itself is not followed.
int cu_file_of_descriptor(int descriptor, struct cu_file_facts *facts);
int cu_file_of_path(const char *path, struct cu_file_facts *facts);

// How many names an open file has: 0 once it was removed, -1 with errno.
long cu_file_links(int descriptor);

#endif
