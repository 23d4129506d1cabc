#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "cc_rescue.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// The signals that end a process: traps of Swift and C first, then those that someone sends without meaning to keep it.
static const int deadly[] = {
    SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, SIGQUIT, SIGXCPU, SIGXFSZ, SIGUSR1, SIGUSR2,
};
enum { deadly_count = sizeof deadly / sizeof deadly[0] };

// The longest wait for a terminal that takes no bytes, in milliseconds: a process that dies must not hang on it.
enum { patience = 500 };

static struct sigaction before[deadly_count];
static bool handlers_installed;

static atomic_bool armed;
static int terminal = -1;
static struct termios settings;
static uint8_t reset[CC_RESCUE_CAPACITY];
static size_t reset_count;

// Only async-signal-safe calls from here on.
static void restore(bool discard_input) {
    if (!atomic_exchange(&armed, false)) { return; }
    struct pollfd ready = {.fd = terminal, .events = POLLOUT};
    if (poll(&ready, 1, patience) == 1 && (ready.revents & POLLOUT)) {
        size_t done = 0;
        while (done < reset_count) {
            ssize_t wrote = write(terminal, reset + done, reset_count - done);
            if (wrote > 0) {
                done += (size_t)wrote;
            } else if (errno != EINTR) {
                break;
            }
        }
    }
    // In the background the settings are the shell's, which is editing a line.
    pid_t foreground = tcgetpgrp(terminal);
    if (foreground >= 0 && foreground != getpgrp()) { return; }
    // The rest of a paste that was meant for us would be commands to the shell.
    if (discard_input) { (void)tcflush(terminal, TCIFLUSH); }
    (void)tcsetattr(terminal, TCSANOW, &settings);
}

static void die(int signal, siginfo_t *info, void *context) {
    (void)context;
    restore(true);
    // A crash reporter returns and expects the fault to happen again. A signal that somebody sent does not: it ends the
    // process here.
    bool was_sent = info != NULL && info->si_code <= 0;
    struct sigaction usual;
    memset(&usual, 0, sizeof usual);
    usual.sa_handler = SIG_DFL;
    for (int i = 0; i < deadly_count; i += 1) {
        if (deadly[i] == signal) { (void)sigaction(signal, was_sent ? &usual : &before[i], NULL); }
    }
    // Blocked while this handler runs: it is delivered, to this thread, when the handler returns.
    (void)raise(signal);
}

static void leave(void) {
    // Where the terminal is set to stop background output (stty tostop), it would stop a process that is about to end.
    sigset_t output, mask;
    sigemptyset(&output);
    sigaddset(&output, SIGTTOU);
    (void)sigprocmask(SIG_BLOCK, &output, &mask);
    restore(true);
    (void)sigprocmask(SIG_SETMASK, &mask, NULL);
}

static bool install(void) {
    // A trap by stack overflow has no stack left to run a handler on.
    size_t size = 64 * 1024;
    void *memory = malloc(size);
    if (memory == NULL) { return false; }
    stack_t stack = {.ss_sp = memory, .ss_size = size, .ss_flags = 0};
    stack_t present;
    if (sigaltstack(NULL, &present) == 0 && (present.ss_flags & SS_DISABLE)) {
        if (sigaltstack(&stack, NULL) != 0) { free(memory); }
    } else {
        free(memory);
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = die;
    action.sa_flags = SA_ONSTACK | SA_SIGINFO;
    sigfillset(&action.sa_mask);
    for (int i = 0; i < deadly_count; i += 1) {
        (void)sigaction(deadly[i], NULL, &before[i]);
        if (!(before[i].sa_flags & SA_SIGINFO) && before[i].sa_handler == SIG_IGN) { continue; }
        (void)sigaction(deadly[i], &action, NULL);
    }
    return atexit(leave) == 0;
}

bool cc_rescue_arm(int32_t descriptor, const void *wanted, const uint8_t *bytes, size_t count) {
    if (count > CC_RESCUE_CAPACITY) { return false; }
    atomic_store(&armed, false);
    terminal = descriptor;
    memcpy(&settings, wanted, sizeof settings);
    memcpy(reset, bytes, count);
    reset_count = count;
    if (!handlers_installed) {
        if (!install()) { return false; }
        handlers_installed = true;
    }
    atomic_store(&armed, true);
    return true;
}

void cc_rescue_disarm(void) { atomic_store(&armed, false); }
