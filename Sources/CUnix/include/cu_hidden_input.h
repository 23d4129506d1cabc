// Typing that the terminal does not show.

#ifndef CU_HIDDEN_INPUT_H
#define CU_HIDDEN_INPUT_H

// Turns the echo of a terminal off; the line feed is still shown. Until `cu_input_show`, a signal that ends or stops the
// process turns it on again first, and one that continues the process turns it off again. Returns 0, or -1 when
// `descriptor` is no terminal.
int cu_input_hide(int descriptor);

// Turns the echo on again, as it was found. Does nothing when it is on.
void cu_input_show(void);

#endif
