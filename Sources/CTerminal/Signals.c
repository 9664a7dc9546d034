// Signals as something to read, and a way to wake the thread that waits.

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "State.h"

static sigset_t mask_before;
static bool is_blocked;

static sigset_t read_signals(void) {
  const int numbers[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT};
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) sigaddset(&set, numbers[i]);
  return set;
}

void ct_block_signals(void) {
  if (is_blocked) return;
  sigset_t set = read_signals();
  is_blocked = pthread_sigmask(SIG_BLOCK, &set, &mask_before) == 0;
}

void ct_restore_signals(void) {
  if (!is_blocked) return;
  pthread_sigmask(SIG_SETMASK, &mask_before, NULL);
  is_blocked = false;
}

int ct_open_signals(void) {
  sigset_t set = read_signals();
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int ct_next_signal(int signals) {
  struct signalfd_siginfo info;
  ssize_t count;
  do {
    count = read(signals, &info, sizeof info);
  } while (count < 0 && errno == EINTR);
  return count == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

int ct_open_wakeup(void) {
  return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

void ct_wake(int wakeup) {
  uint64_t one = 1;
  ssize_t written;
  do {
    written = write(wakeup, &one, sizeof one);
  } while (written < 0 && errno == EINTR);
}

int ct_wait(int signals, int wakeup, bool input) {
  struct pollfd sources[3] = {
      {.fd = input ? ct.input_fd : -1, .events = POLLIN},
      {.fd = signals, .events = POLLIN},
      {.fd = wakeup, .events = POLLIN},
  };
  while (poll(sources, 3, -1) < 0) {
    if (errno != EINTR && errno != EAGAIN) return CT_READY_HANGUP;
  }
  int ready = 0;
  if (sources[0].revents & POLLIN) ready |= CT_READY_INPUT;
  if (sources[0].revents & (POLLHUP | POLLERR | POLLNVAL)) ready |= CT_READY_HANGUP;
  if (sources[1].revents != 0) ready |= CT_READY_SIGNAL;
  if (sources[2].revents != 0) {
    uint64_t count;
    if (read(wakeup, &count, sizeof count) > 0) ready |= CT_READY_WAKEUP;
  }
  return ready;
}

int ct_open_scratch(void) {
  return memfd_create("standard-error", MFD_CLOEXEC);
}
