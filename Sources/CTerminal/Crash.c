// When the program crashes the terminal is brought back first: what runs here may call only what
// is safe in a signal handler, so everything was computed before.

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "State.h"
#include <term.h>

static const int crash_signals[CT_CRASH_SIGNALS] = {SIGILL, SIGTRAP, SIGSEGV,
                                                    SIGBUS, SIGFPE,  SIGABRT};

void ct_write_all(int fd, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(fd, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written < 0 && errno == EAGAIN) {
      struct pollfd ready = {.fd = fd, .events = POLLOUT};
      // A terminal that takes nothing for two seconds is given up, rather than waited for.
      if (poll(&ready, 1, 2000) == 0) return;
    } else if (written < 0 && errno != EINTR) {
      return;
    }
  }
}

static void add_leave(const char *text) {
  if (text == NULL || text == (const char *)-1) return;
  // Padding (`$<5>`) is for hardware that is gone; the marks must not be printed.
  for (const char *next = text; *next != 0; next++) {
    if (next[0] == '$' && next[1] == '<') {
      const char *end = strchr(next, '>');
      if (end != NULL) {
        next = end;
        continue;
      }
    }
    if (ct.leave_length < sizeof ct.leave) ct.leave[ct.leave_length++] = *next;
  }
}

void ct_prepare_leave(void) {
  ct.leave_length = 0;
  if (ct.mouse) add_leave("\033[?1006l\033[?1003l\033[?1002l\033[?1000l");
  if (ct.title) add_leave("\033[23;2t");
  if (ct.paste) add_leave("\033[?2004l");
  add_leave(tigetstr("sgr0"));
  add_leave(tigetstr("op"));
  add_leave(tigetstr("rmkx"));
  add_leave(tigetstr("cnorm"));
  add_leave(tigetstr("rmcup"));
  add_leave("\r\n");
}

/// Shows what was written to file descriptor 2 while the screen hid it, as the last words.
static void show_last_words(void) {
  char last[4096];
  if (ct.errors_file < 0) return;
  off_t end = lseek(ct.errors_file, 0, SEEK_END);
  off_t from = end - (off_t)sizeof last;
  if (from < ct.errors_start) from = ct.errors_start;
  if (end <= from) return;
  ssize_t count = pread(ct.errors_file, last, sizeof last, from);
  for (ssize_t i = 0; i < count; i++) {
    unsigned char byte = (unsigned char)last[i];
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f) last[i] = '?';
  }
  if (count > 0) ct_write_all(ct.output_fd, last, (size_t)count);
}

static void leave_now(void) {
  if (!ct.is_open) return;
  if (ct.is_entered) {
    ct.is_entered = 0;
    ct_write_all(ct.output_fd, ct.leave, ct.leave_length);
  }
  tcsetattr(ct.input_fd, TCSANOW, &ct.saved_modes);
  if (ct.saved_errors >= 0) dup2(ct.saved_errors, STDERR_FILENO);
  show_last_words();
  ct.is_open = 0;
}

static void on_crash(int number) {
  int saved = errno;
  leave_now();
  for (int i = 0; i < CT_CRASH_SIGNALS; i++) {
    if (crash_signals[i] == number) sigaction(number, &ct.crash_before[i], NULL);
  }
  errno = saved;
  // Blocked while this handler runs; delivered, to what was there before, when it returns.
  raise(number);
}

static void on_exit_while_open(void) {
  leave_now();
}

void ct_catch_crashes(void) {
  static bool at_exit = false;
  if (!at_exit) {
    at_exit = true;
    atexit(on_exit_while_open);
  }
  // Swift's own handler would ask for a key and wait half a minute. It gets the crash only when
  // the user has asked for it.
  bool backtrace = getenv("SWIFT_BACKTRACE") != NULL;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_crash;
  action.sa_flags = SA_ONSTACK;
  sigfillset(&action.sa_mask);
  for (int i = 0; i < CT_CRASH_SIGNALS; i++) {
    sigaction(crash_signals[i], &action, &ct.crash_before[i]);
    if (!backtrace) {
      memset(&ct.crash_before[i], 0, sizeof ct.crash_before[i]);
      ct.crash_before[i].sa_handler = SIG_DFL;
    }
  }
}

void ct_release_crashes(void) {
  for (int i = 0; i < CT_CRASH_SIGNALS; i++) sigaction(crash_signals[i], &ct.crash_before[i], NULL);
}
