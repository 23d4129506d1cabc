#include "cu_hidden_input.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <termios.h>

// SIGINT is not among them: line mode takes it by itself.
static const int deadly[] = {
    SIGTERM, SIGHUP, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV,
};
enum { deadly_count = sizeof deadly / sizeof deadly[0] };

static struct sigaction before[deadly_count];
static struct sigaction before_stop;
static atomic_bool hidden;
static int terminal = -1;
static struct termios found;
static struct termios silent;

// Only async-signal-safe calls in the handlers.
static void die(int signal) {
    if (atomic_exchange(&hidden, false)) { (void)tcsetattr(terminal, TCSANOW, &found); }
    for (int i = 0; i < deadly_count; i += 1) {
        if (deadly[i] == signal) { (void)sigaction(signal, &before[i], NULL); }
    }
    // Blocked while this handler runs: it is delivered when the handler returns.
    (void)raise(signal);
}

static void stop(int signal) {
    int saved = errno;
    struct sigaction usual, ours;
    memset(&usual, 0, sizeof usual);
    usual.sa_handler = SIG_DFL;
    (void)tcsetattr(terminal, TCSANOW, &found);
    (void)sigaction(signal, &usual, &ours);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, signal);
    (void)raise(signal);
    // The process stops here, and goes on from here.
    (void)sigprocmask(SIG_UNBLOCK, &set, NULL);
    (void)sigprocmask(SIG_BLOCK, &set, NULL);
    (void)sigaction(signal, &ours, NULL);
    if (atomic_load(&hidden)) { (void)tcsetattr(terminal, TCSANOW, &silent); }
    errno = saved;
}

static void install(int signal, void (*handler)(int), struct sigaction *old) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    sigfillset(&action.sa_mask);
    (void)sigaction(signal, NULL, old);
    // What a parent wants ignored (nohup) stays ignored.
    if (old->sa_handler == SIG_IGN) { return; }
    (void)sigaction(signal, &action, NULL);
}

int cu_input_hide(int descriptor) {
    if (atomic_load(&hidden)) { return 0; }
    if (tcgetattr(descriptor, &found) != 0) { return -1; }
    terminal = descriptor;
    silent = found;
    silent.c_lflag = (silent.c_lflag & ~(tcflag_t)ECHO) | ECHONL;
    for (int i = 0; i < deadly_count; i += 1) { install(deadly[i], die, &before[i]); }
    install(SIGTSTP, stop, &before_stop);
    atomic_store(&hidden, true);
    return tcsetattr(descriptor, TCSANOW, &silent);
}

void cu_input_show(void) {
    if (!atomic_exchange(&hidden, false)) { return; }
    (void)tcsetattr(terminal, TCSANOW, &found);
    for (int i = 0; i < deadly_count; i += 1) { (void)sigaction(deadly[i], &before[i], NULL); }
    (void)sigaction(SIGTSTP, &before_stop, NULL);
}
