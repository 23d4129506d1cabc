#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "cc_terminfo.h"

#include <curses.h>
#include <stddef.h>
// After <curses.h>, and in no other file: it defines macros named `lines` and `columns`.
#include <term.h>
#include <unistd.h>

int32_t cc_terminfo_look_up(const char *type) {
    TERMINAL *before = set_curterm(NULL);
    int found = 0;
    int status = setupterm((char *)type, STDOUT_FILENO, &found);
    int32_t result = CC_TERMINFO_UNKNOWN;
    if (status == OK) {
        const char *address = tigetstr("cup");
        bool addressable = address != NULL && address != (const char *)-1 && tigetflag("hc") <= 0;
        result = addressable ? CC_TERMINFO_ADDRESSABLE : CC_TERMINFO_NOT_ADDRESSABLE;
    } else if (found == 1) {
        // It is there, and it prints on paper.
        result = CC_TERMINFO_NOT_ADDRESSABLE;
    }
    TERMINAL *looked_at = set_curterm(before);
    if (looked_at != NULL && looked_at != before) { (void)del_curterm(looked_at); }
    return result;
}
