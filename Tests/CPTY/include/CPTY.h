// Pseudo-terminals for tests: what Swift cannot call, because it lies between fork and exec.

#ifndef CPTY_H
#define CPTY_H

#include <stdint.h>
#include <sys/types.h>

// What a child gets as standard input, output or error.
enum cpty_standard {
    CPTY_TERMINAL = 0,
    CPTY_NULL = 1,
    CPTY_CLOSED = 2,
    // A pipe whose reader is gone: every write fails with EPIPE.
    CPTY_BROKEN_PIPE = 3,
};

// Opens a pair. Returns 0, or the error number.
int32_t cpty_open(uint16_t rows, uint16_t columns, int32_t *master, int32_t *slave);

// Starts a program as leader of a new session whose terminal is `slave`, with no other descriptor, no signal blocked or
// ignored. `standard` is three values of enum cpty_standard. Returns 0, or the error number.
int32_t cpty_spawn(
    const char *path, char *const arguments[], char *const environment[], int32_t slave, const int32_t standard[3],
    int32_t *process);

// A descriptor that becomes readable when the process has ended. Below zero when there is none.
int32_t cpty_process_descriptor(int32_t process);

// Sets the size; the processes in the foreground get SIGWINCH.
int32_t cpty_resize(int32_t master, uint16_t rows, uint16_t columns);

#endif
