#include "cu_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

int cu_forbid_core_dump(void) {
    // The limit alone does not keep the kernel from handing the image to a program (core_pattern with a pipe).
    const struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0) return -1;
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
