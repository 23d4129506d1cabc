// What the kernel does with this process when it dies.

#ifndef CU_PROCESS_H
#define CU_PROCESS_H

// Has the kernel write no image of this process, neither to a file nor to a program that collects them. Also keeps other
// processes of the same user from reading its memory. Returns 0, or -1 with errno.
int cu_forbid_core_dump(void);

#endif
