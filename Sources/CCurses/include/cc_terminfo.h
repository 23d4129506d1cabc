// What terminfo knows of a kind of terminal.

#ifndef CC_TERMINFO_H
#define CC_TERMINFO_H

#include <stdint.h>

enum cc_terminfo {
    CC_TERMINFO_UNKNOWN = 0,
    // It cannot place its cursor: dumb, hardcopy, or a mere family of terminals.
    CC_TERMINFO_NOT_ADDRESSABLE = 1,
    CC_TERMINFO_ADDRESSABLE = 2,
};

// Looks a type up; returns an enum cc_terminfo.
int32_t cc_terminfo_look_up(const char *type);

#endif
