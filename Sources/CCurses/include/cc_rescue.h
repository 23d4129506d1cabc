// Gives the terminal back when the process dies without passing through the normal close.

#ifndef CC_RESCUE_H
#define CC_RESCUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Remembers how to restore the terminal: the bytes to write, and the settings to apply to `descriptor` (a struct
// termios; a header that names it would claim the type for its module). Installs, once, handlers of the deadly signals
// on an alternate stack of the calling thread, and an exit function.
// From here on the terminal is restored by whatever ends the process, SIGKILL excepted.
bool cc_rescue_arm(int32_t descriptor, const void *settings, const uint8_t *reset, size_t count);

// From here on the terminal is left alone: it has been restored.
void cc_rescue_disarm(void);

// The most bytes that `cc_rescue_arm` keeps.
#define CC_RESCUE_CAPACITY 512

#endif
