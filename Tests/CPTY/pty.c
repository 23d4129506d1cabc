#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "CPTY.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

int32_t cpty_open(uint16_t rows, uint16_t columns, int32_t *master, int32_t *slave) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    if (openpty(master, slave, NULL, NULL, &size) != 0) { return errno; }
    (void)fcntl(*master, F_SETFD, FD_CLOEXEC);
    (void)fcntl(*slave, F_SETFD, FD_CLOEXEC);
    return 0;
}

static void give(int number, int32_t what) {
    if (what == CPTY_TERMINAL) { return; }
    (void)close(number);
    if (what == CPTY_NULL) {
        int opened = open("/dev/null", O_RDWR);
        if (opened >= 0 && opened != number) {
            (void)dup2(opened, number);
            (void)close(opened);
        }
    }
    if (what == CPTY_BROKEN_PIPE) {
        int ends[2];
        if (pipe(ends) != 0) { return; }
        (void)close(ends[0]);
        if (ends[1] != number) {
            (void)dup2(ends[1], number);
            (void)close(ends[1]);
        }
    }
}

int32_t cpty_spawn(
    const char *path, char *const arguments[], char *const environment[], int32_t slave, const int32_t standard[3],
    int32_t *process) {
    pid_t child = fork();
    if (child < 0) { return errno; }
    if (child > 0) {
        *process = child;
        return 0;
    }
    // Only async-signal-safe calls: the parent has threads.
    for (int signal = 1; signal < NSIG; signal += 1) {
        struct sigaction action = {.sa_handler = SIG_DFL};
        (void)sigaction(signal, &action, NULL);
    }
    sigset_t none;
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    if (login_tty(slave) != 0) { _exit(126); }
    // Another test's master held open here would keep its terminal from hanging up.
    (void)close_range(3, ~0U, 0);
    for (int number = 0; number < 3; number += 1) { give(number, standard[number]); }
    (void)execve(path, arguments, environment);
    _exit(127);
}

int32_t cpty_process_descriptor(int32_t process) { return (int32_t)syscall(SYS_pidfd_open, process, 0); }

int32_t cpty_resize(int32_t master, uint16_t rows, uint16_t columns) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(master, TIOCSWINSZ, &size) == 0 ? 0 : errno;
}
