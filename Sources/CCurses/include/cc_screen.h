// One ncurses screen that paints into memory.

#ifndef CC_SCREEN_H
#define CC_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cc_screen cc_screen;

// Attribute bits of `cc_screen_put`.
enum cc_attribute {
    CC_BOLD = 1,
    CC_DIM = 2,
    CC_UNDERLINE = 4,
    CC_REVERSE = 8,
    CC_ITALIC = 16,
};

// The colour number that means the terminal's own colour.
#define CC_DEFAULT_COLOR (-1)

// The most scalars of a cluster that one cell keeps: one that takes room, and four that combine with it.
#define CC_SCALARS_PER_CELL 5

// Opens a screen for a terminal type that `cc_terminfo_look_up` finds addressable. `utf8` says whether the locale can
// show more than ASCII. Returns NULL when the system refuses memory or a descriptor; `errno` tells.
// One screen at a time.
cc_screen *cc_screen_open(const char *type, int32_t rows, int32_t columns, bool utf8);

// Frees the screen. Call `cc_screen_leave` and deliver its output before.
void cc_screen_free(cc_screen *screen);

// Turns colours on. Returns how many the terminal has; 0 when it has none.
int32_t cc_screen_start_colors(cc_screen *screen);

// Puts one cluster of `count` scalars into a cell of `width` 1 or 2. What the C library would not show in exactly that
// width, and every control character, is replaced.
void cc_screen_put(
    cc_screen *screen, int32_t row, int32_t column, const uint32_t *scalars, int32_t count, int32_t width,
    uint32_t attributes, int32_t foreground, int32_t background);

// Shows the cursor at a place, or hides it when `row` is below zero.
void cc_screen_cursor(cc_screen *screen, int32_t row, int32_t column);

// Takes a new size. Returns false when there is no memory for it.
bool cc_screen_resize(cc_screen *screen, int32_t rows, int32_t columns);

// Makes the next update repaint everything, believing nothing about what the terminal shows.
void cc_screen_redraw(cc_screen *screen);

// Compares what was put with what the terminal shows and writes the difference to the output.
// Also enters the screen again after `cc_screen_leave`.
void cc_screen_update(cc_screen *screen);

// Writes what leaves the alternate screen and gives the cursor back to the output.
void cc_screen_leave(cc_screen *screen);

// The output written since the last call. The bytes stay valid until the next call with this screen.
const uint8_t *cc_screen_output(cc_screen *screen, size_t *count);

// Writes into `buffer` what brings this type of terminal back from wherever it is. Returns the number of bytes.
size_t cc_screen_reset_sequence(cc_screen *screen, uint8_t *buffer, size_t capacity);

#endif
