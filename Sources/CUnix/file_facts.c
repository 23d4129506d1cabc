#include "cu_file_facts.h"

#include <sys/stat.h>

static void fill(const struct stat *status, struct cu_file_facts *facts) {
    switch (status->st_mode & S_IFMT) {
    case S_IFREG: facts->kind = CU_FILE_REGULAR; break;
    case S_IFDIR: facts->kind = CU_FILE_FOLDER; break;
    case S_IFLNK: facts->kind = CU_FILE_SYMBOLIC_LINK; break;
    default: facts->kind = CU_FILE_OTHER; break;
    }
    facts->mode = status->st_mode & 07777;
    facts->owner = status->st_uid;
    facts->size = status->st_size;
    facts->changed = status->st_mtim.tv_sec * 1000000000LL + status->st_mtim.tv_nsec;
}

int cu_file_of_descriptor(int descriptor, struct cu_file_facts *facts) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) return -1;
    fill(&status, facts);
    return 0;
}

int cu_file_of_path(const char *path, struct cu_file_facts *facts) {
    struct stat status;
    if (lstat(path, &status) != 0) return -1;
    fill(&status, facts);
    return 0;
}

long cu_file_links(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 ? (long)status.st_nlink : -1;
}
