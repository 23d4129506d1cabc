#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
// The wide-character half of <curses.h>.
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif

#include "cc_screen.h"

#include <curses.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>
#include <wchar.h>

_Static_assert(CC_SCALARS_PER_CELL == CCHARW_MAX, "the header promises what ncurses keeps in a cell");

// Palette numbers of a pair: 256 colours and the terminal's own.
enum { pair_side = 257 };

struct cc_screen {
    SCREEN *screen;
    FILE *file;
    int memory;
    uint8_t *output;
    size_t capacity;
    // pair number by (foreground + 1, background + 1); 0 means not allocated yet.
    int *pairs;
    int next_pair;
    bool colors;
    bool own_colors;
    bool utf8;
    // The description says that the cursor is in the next row once the last column is written. Most of what calls itself
    // "ansi" waits for the next character instead.
    bool claims_to_wrap_at_once;
    int cursor_shown;
};

// Sets a variable to a number and returns a copy of what it was, or NULL.
static char *exchange_number(const char *name, int32_t number) {
    const char *before = getenv(name);
    char *copy = before == NULL ? NULL : strdup(before);
    char text[16];
    (void)snprintf(text, sizeof text, "%d", (int)number);
    (void)setenv(name, text, 1);
    return copy;
}

static void put_back(const char *name, char *value) {
    if (value == NULL) {
        (void)unsetenv(name);
    } else {
        (void)setenv(name, value, 1);
    }
    free(value);
}

// ncurses paints into memory, so it cannot ask the terminal for its size, and what it writes first depends on that: the
// scrolling region. LINES and COLUMNS are the only other way to tell it; what the user set there does not count.
static SCREEN *new_terminal(const char *type, FILE *file, int32_t rows, int32_t columns) {
    char *lines = exchange_number("LINES", rows);
    char *width = exchange_number("COLUMNS", columns);
    use_env(TRUE);
    SCREEN *screen = newterm((char *)type, file, file);
    put_back("LINES", lines);
    put_back("COLUMNS", width);
    return screen;
}

cc_screen *cc_screen_open(const char *type, int32_t rows, int32_t columns, bool utf8) {
    cc_screen *screen = calloc(1, sizeof *screen);
    if (screen == NULL) { return NULL; }
    screen->utf8 = utf8;
    screen->next_pair = 1;
    screen->cursor_shown = -1;
    screen->memory = memfd_create("screen", MFD_CLOEXEC);
    if (screen->memory >= 0) { screen->file = fdopen(screen->memory, "w+"); }
    if (screen->file == NULL) {
        int saved = errno;
        if (screen->memory >= 0) { close(screen->memory); }
        free(screen);
        errno = saved;
        return NULL;
    }
    screen->screen = new_terminal(type, screen->file, rows, columns);
    if (screen->screen == NULL || !cc_screen_resize(screen, rows, columns)) {
        cc_screen_free(screen);
        errno = ENOMEM;
        return NULL;
    }
    screen->claims_to_wrap_at_once = tigetflag("am") > 0 && tigetflag("xenl") <= 0;
    // Input is read elsewhere: never hold an update back because keys are waiting.
    typeahead(-1);
    leaveok(stdscr, FALSE);
    scrollok(stdscr, FALSE);
    return screen;
}

void cc_screen_free(cc_screen *screen) {
    if (screen->screen != NULL) { delscreen(screen->screen); }
    if (screen->file != NULL) { fclose(screen->file); }
    free(screen->output);
    free(screen->pairs);
    free(screen);
}

int32_t cc_screen_start_colors(cc_screen *screen) {
    if (!has_colors() || start_color() != OK || COLORS < 8) { return 0; }
    screen->pairs = calloc((size_t)pair_side * pair_side, sizeof *screen->pairs);
    if (screen->pairs == NULL) { return 0; }
    screen->own_colors = use_default_colors() == OK;
    screen->colors = true;
    return COLORS;
}

static int pair_of(cc_screen *screen, int foreground, int background) {
    if (!screen->colors || (foreground < 0 && background < 0)) { return 0; }
    if (foreground >= pair_side - 1 || background >= pair_side - 1) { return 0; }
    int *slot = &screen->pairs[(foreground + 1) * pair_side + background + 1];
    if (*slot != 0) { return *slot; }
    if (screen->next_pair >= COLOR_PAIRS) { return 0; }
    int shown_foreground = foreground, shown_background = background;
    if (!screen->own_colors) {
        if (foreground < 0) { shown_foreground = COLOR_WHITE; }
        if (background < 0) { shown_background = COLOR_BLACK; }
    }
    if (init_extended_pair(screen->next_pair, shown_foreground, shown_background) != OK) { return 0; }
    *slot = screen->next_pair;
    screen->next_pair += 1;
    return *slot;
}

static attr_t attributes_of(uint32_t bits) {
    attr_t attributes = WA_NORMAL;
    if (bits & CC_BOLD) { attributes |= WA_BOLD; }
    if (bits & CC_DIM) { attributes |= WA_DIM; }
    if (bits & CC_UNDERLINE) { attributes |= WA_UNDERLINE; }
    if (bits & CC_REVERSE) { attributes |= WA_REVERSE; }
    if (bits & CC_ITALIC) { attributes |= WA_ITALIC; }
    return attributes;
}

// Fills `text` with what stands for a cluster, and returns the columns that it takes.
static int choose_text(cc_screen *screen, const uint32_t *scalars, int count, int width, wchar_t *text) {
    const wchar_t replacement = screen->utf8 ? L'\uFFFD' : L'?';
    text[0] = L' ';
    text[1] = L'\0';
    if (count < 1) { return 1; }
    wchar_t base = (wchar_t)scalars[0];
    bool ascii = base >= 0x20 && base <= 0x7E;
    if (!ascii && (!screen->utf8 || base < 0xA0)) {
        text[0] = replacement;
        return 1;
    }
    int columns = ascii ? 1 : wcwidth(base);
    if (columns < 1 || columns > width) {
        text[0] = replacement;
        return 1;
    }
    text[0] = base;
    int kept = 1;
    // A base that the C library counts narrower than its cell is shown alone: a selector that widens it would move the
    // rest of the line in the terminals that heed it.
    for (int i = 1; screen->utf8 && columns == width && i < count && kept < CCHARW_MAX; i += 1) {
        wchar_t mark = (wchar_t)scalars[i];
        // A joiner without what it joins is nothing to show.
        if (mark != 0x200D && wcwidth(mark) == 0) {
            text[kept] = mark;
            kept += 1;
        }
    }
    text[kept] = L'\0';
    return columns;
}

static void put_text(int row, int column, const wchar_t *text, attr_t attributes, int pair) {
    cchar_t cell;
    if (setcchar(&cell, text, attributes, 0, &pair) != OK) { return; }
    // ERR in the last cell of the screen only means that the cursor has nowhere to go: the cell is written.
    (void)mvwadd_wch(stdscr, row, column, &cell);
}

void cc_screen_put(
    cc_screen *screen, int32_t row, int32_t column, const uint32_t *scalars, int32_t count, int32_t width,
    uint32_t attributes, int32_t foreground, int32_t background) {
    if (row < 0 || column < 0 || row >= LINES || column + width > COLS) { return; }
    wchar_t text[CCHARW_MAX + 1];
    int columns = choose_text(screen, scalars, count, width, text);
    attr_t wanted = attributes_of(attributes);
    int pair = pair_of(screen, foreground, background);
    put_text(row, column, text, wanted, pair);
    for (int rest = columns; rest < width; rest += 1) { put_text(row, column + rest, L" ", wanted, pair); }
}

void cc_screen_cursor(cc_screen *screen, int32_t row, int32_t column) {
    int shown = row >= 0 && column >= 0 && row < LINES && column < COLS;
    if (shown) { (void)wmove(stdscr, row, column); }
    if (shown != screen->cursor_shown) {
        (void)curs_set(shown);
        screen->cursor_shown = shown;
    }
}

bool cc_screen_resize(cc_screen *screen, int32_t rows, int32_t columns) {
    (void)screen;
    // Not resizeterm: that one also queues a key for a keyboard that nobody reads here.
    if (resize_term(rows, columns) != OK) { return false; }
    (void)clearok(curscr, TRUE);
    return true;
}

void cc_screen_redraw(cc_screen *screen) {
    (void)screen;
    (void)clearok(curscr, TRUE);
}

void cc_screen_update(cc_screen *screen) {
    if (screen->claims_to_wrap_at_once && is_linetouched(stdscr, getmaxy(stdscr) - 1)) {
        // The last row begins with a blank that is not written: from the corner above it, the cursor would be moved by a
        // column from where it is not. From the top it is placed anew.
        int row, column, last = getmaxy(stdscr) - 1;
        getyx(stdscr, row, column);
        (void)wtouchln(stdscr, last, 1, 0);
        (void)wmove(stdscr, 0, 0);
        (void)wnoutrefresh(stdscr);
        (void)doupdate();
        (void)wtouchln(stdscr, last, 1, 1);
        (void)wmove(stdscr, row, column);
    }
    (void)wnoutrefresh(stdscr);
    (void)doupdate();
}

void cc_screen_leave(cc_screen *screen) {
    (void)endwin();
    screen->cursor_shown = -1;
}

// Cuts the sequence that resets the palette out of the output. ncurses writes it after every ^Z though it has changed
// no colour; the palette is the user's, who may have set it by other means. No cell holds an escape character, so
// nothing else can look like it.
static size_t without_palette_reset(uint8_t *bytes, size_t count) {
    const char *reset = tigetstr("oc");
    if (reset == NULL || reset == (const char *)-1 || *reset == '\0') { return count; }
    size_t length = strlen(reset);
    uint8_t *found = bytes;
    while ((found = memmem(found, count - (size_t)(found - bytes), reset, length)) != NULL) {
        count -= length;
        memmove(found, found + length, count - (size_t)(found - bytes));
    }
    return count;
}

const uint8_t *cc_screen_output(cc_screen *screen, size_t *count) {
    *count = 0;
    (void)fflush(screen->file);
    off_t end = lseek(screen->memory, 0, SEEK_CUR);
    if (end <= 0) { return screen->output; }
    if ((size_t)end > screen->capacity) {
        uint8_t *larger = realloc(screen->output, (size_t)end);
        if (larger == NULL) { return screen->output; }
        screen->output = larger;
        screen->capacity = (size_t)end;
    }
    ssize_t got = pread(screen->memory, screen->output, (size_t)end, 0);
    (void)lseek(screen->memory, 0, SEEK_SET);
    if (got > 0) { *count = without_palette_reset(screen->output, (size_t)got); }
    return screen->output;
}

struct sequence {
    uint8_t *bytes;
    size_t count, capacity;
};

static void append(struct sequence *sequence, const char *text) {
    if (text == NULL || text == (const char *)-1) { return; }
    while (*text != '\0') {
        // $<5*/> is a delay for terminals of another time, not something to send.
        if (text[0] == '$' && text[1] == '<') {
            const char *end = strchr(text, '>');
            if (end != NULL) {
                text = end + 1;
                continue;
            }
        }
        if (sequence->count == sequence->capacity) { return; }
        sequence->bytes[sequence->count] = (uint8_t)*text;
        sequence->count += 1;
        text += 1;
    }
}

size_t cc_screen_reset_sequence(cc_screen *screen, uint8_t *buffer, size_t capacity) {
    (void)screen;
    struct sequence sequence = {.bytes = buffer, .count = 0, .capacity = capacity};
    // CAN ends an escape sequence that was cut in the middle.
    append(&sequence, "\x18");
    append(&sequence, tigetstr("sgr0"));
    append(&sequence, tigetstr("op"));
    append(&sequence, tigetstr("cnorm"));
    const char *rmcup = tigetstr("rmcup");
    if (rmcup != NULL && rmcup != (const char *)-1) {
        append(&sequence, rmcup);
    } else {
        // No second screen to leave: the shell goes on below what is shown. Terminals stop at their last row.
        append(&sequence, tiparm(tigetstr("cup"), 998, 0));
        append(&sequence, "\r\n");
    }
    return sequence.count;
}
