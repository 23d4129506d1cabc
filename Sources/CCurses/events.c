#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "cc_events.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct watched {
    int signal;
    uint32_t bit;
    // Whether a parent's wish to ignore the signal is kept: nohup for HUP, a background job for INT, and so on.
    bool keep_ignored;
    bool installed;
    struct sigaction before;
};

static struct watched watched[] = {
    {.signal = SIGWINCH, .bit = CC_EVENT_WINCH, .keep_ignored = false},
    {.signal = SIGTSTP, .bit = CC_EVENT_TSTP, .keep_ignored = true},
    {.signal = SIGCONT, .bit = CC_EVENT_CONT, .keep_ignored = false},
    {.signal = SIGTERM, .bit = CC_EVENT_TERM, .keep_ignored = true},
    {.signal = SIGHUP, .bit = CC_EVENT_HUP, .keep_ignored = true},
    {.signal = SIGINT, .bit = CC_EVENT_INT, .keep_ignored = true},
};
static const size_t watched_count = sizeof watched / sizeof watched[0];

static atomic_uint pending;
// Never closed once open: another thread may be about to write to it.
static atomic_int descriptor = -1;

static void notify(uint32_t bit) {
    // A bit that is already set has its notification on the way.
    if (atomic_fetch_or(&pending, bit) & bit) { return; }
    int target = atomic_load(&descriptor);
    if (target < 0) { return; }
    uint64_t one = 1;
    ssize_t ignored = write(target, &one, sizeof one);
    (void)ignored;
}

static void handle(int signal) {
    int saved = errno;
    for (size_t i = 0; i < watched_count; i += 1) {
        if (watched[i].signal == signal) { notify(watched[i].bit); }
    }
    errno = saved;
}

static void fill_set(sigset_t *set) {
    sigemptyset(set);
    for (size_t i = 0; i < watched_count; i += 1) { sigaddset(set, watched[i].signal); }
}

void cc_signals_block(void) {
    sigset_t set;
    fill_set(&set);
    (void)pthread_sigmask(SIG_BLOCK, &set, NULL);
}

void cc_signals_unblock(void) {
    sigset_t set;
    fill_set(&set);
    (void)pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

static struct sigaction our_action(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handle;
    // No SA_RESTART: a write to a terminal that stands still must return when SIGTERM comes.
    action.sa_flags = 0;
    fill_set(&action.sa_mask);
    return action;
}

bool cc_signals_install(void) {
    if (atomic_load(&descriptor) < 0) {
        int fresh = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
        if (fresh < 0) { return false; }
        atomic_store(&descriptor, fresh);
    }
    struct sigaction action = our_action();
    for (size_t i = 0; i < watched_count; i += 1) {
        struct watched *one = &watched[i];
        if (one->installed) { continue; }
        if (sigaction(one->signal, NULL, &one->before) != 0) { continue; }
        if (one->keep_ignored && !(one->before.sa_flags & SA_SIGINFO) && one->before.sa_handler == SIG_IGN) {
            continue;
        }
        one->installed = sigaction(one->signal, &action, NULL) == 0;
    }
    return true;
}

void cc_signals_uninstall(void) {
    for (size_t i = 0; i < watched_count; i += 1) {
        struct watched *one = &watched[i];
        if (!one->installed) { continue; }
        (void)sigaction(one->signal, &one->before, NULL);
        one->installed = false;
    }
}

void cc_wake(void) {
    int saved = errno;
    notify(CC_EVENT_WAKE);
    errno = saved;
}

int32_t cc_events_descriptor(void) { return atomic_load(&descriptor); }

uint32_t cc_events_take(void) {
    int target = atomic_load(&descriptor);
    if (target >= 0) {
        // First the descriptor, then the bits: a bit set in between makes one idle round, never a lost event.
        uint64_t count;
        ssize_t ignored = read(target, &count, sizeof count);
        (void)ignored;
    }
    return atomic_exchange(&pending, 0);
}

uint32_t cc_events_peek(void) { return atomic_load(&pending); }

void cc_events_clear(uint32_t bits) { (void)atomic_fetch_and(&pending, ~bits); }

bool cc_stop(bool whole_group) {
    struct sigaction before;
    if (sigaction(SIGTSTP, NULL, &before) != 0) { return false; }
    if (!(before.sa_flags & SA_SIGINFO) && before.sa_handler == SIG_IGN) { return false; }
    struct sigaction stopping;
    memset(&stopping, 0, sizeof stopping);
    stopping.sa_handler = SIG_DFL;
    sigemptyset(&stopping.sa_mask);
    if (sigaction(SIGTSTP, &stopping, NULL) != 0) { return false; }
    sigset_t only, mask;
    sigemptyset(&only);
    sigaddset(&only, SIGTSTP);
    (void)pthread_sigmask(SIG_UNBLOCK, &only, &mask);
    // SIGTSTP and not SIGSTOP: the system does not let it stop a process that nobody could continue.
    (void)kill(whole_group ? 0 : getpid(), SIGTSTP);
    (void)pthread_sigmask(SIG_SETMASK, &mask, NULL);
    (void)sigaction(SIGTSTP, &before, NULL);
    return true;
}
