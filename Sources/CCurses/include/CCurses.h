// The whole of what Swift sees of ncurses: no curses type, macro or global appears here.
//
// ncurses paints into memory: it never holds a descriptor of the terminal. What it wants to write is taken with
// `cc_screen_output` and delivered by the caller, who therefore sees every write error and every byte.

#ifndef CCURSES_H
#define CCURSES_H

#include "cc_events.h"
#include "cc_locale.h"
#include "cc_rescue.h"
#include "cc_screen.h"
#include "cc_terminfo.h"

#endif
