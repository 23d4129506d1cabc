#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "cc_locale.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>

bool cc_locale_is_utf8(void) {
    // A locale that is not installed leaves "C", which is not UTF-8: the right answer where nothing is known.
    (void)setlocale(LC_ALL, "");
    // Numbers in output are for programs as well as people: a decimal comma has no place there.
    (void)setlocale(LC_NUMERIC, "C");
    const char *codeset = nl_langinfo(CODESET);
    return codeset != NULL && (strcmp(codeset, "UTF-8") == 0 || strcmp(codeset, "utf8") == 0);
}
