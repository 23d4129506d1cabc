// The locale of the environment.

#ifndef CC_LOCALE_H
#define CC_LOCALE_H

#include <stdbool.h>

// Takes the locale of the environment (LC_ALL, LC_CTYPE, LANG) and tells whether its characters are UTF-8.
bool cc_locale_is_utf8(void);

#endif
