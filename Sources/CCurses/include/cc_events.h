// What reaches the user interface's thread from signals and other threads: a set of bits and one descriptor to poll.

#ifndef CC_EVENTS_H
#define CC_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

enum cc_event {
    CC_EVENT_WAKE = 1,
    CC_EVENT_WINCH = 2,
    CC_EVENT_TSTP = 4,
    CC_EVENT_CONT = 8,
    CC_EVENT_TERM = 16,
    CC_EVENT_HUP = 32,
    CC_EVENT_INT = 64,
};

// Blocks, or unblocks, the signals above on the calling thread; a thread inherits the mask of the one that starts it.
void cc_signals_block(void);
void cc_signals_unblock(void);

// Installs the handlers, which set a bit and write to the descriptor. A signal that the parent process asked to ignore
// stays ignored, except those of the window and of job control that ignoring would make no sense of.
// Returns false when there is no descriptor to be had; `errno` tells.
bool cc_signals_install(void);

// Gives the signals back to whoever had them before.
void cc_signals_uninstall(void);

// Sets the wake bit. Safe on any thread and in a signal handler; many calls are one event.
void cc_wake(void);

// The descriptor that becomes readable when a bit is set; below zero before `cc_signals_install`.
int32_t cc_events_descriptor(void);

// Takes and clears all bits.
uint32_t cc_events_take(void);

// Looks at the bits without clearing them.
uint32_t cc_events_peek(void);

// Clears some bits.
void cc_events_clear(uint32_t bits);

// Stops this process (or its whole process group, as the terminal does for ^Z) until SIGCONT, and returns after it.
// Returns false, at once, when the parent process asked to ignore SIGTSTP. The system ignores the stop as well when no
// shell is there to continue the process.
bool cc_stop(bool whole_group);

#endif
