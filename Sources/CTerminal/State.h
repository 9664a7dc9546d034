#ifndef CTERMINAL_STATE_H
#define CTERMINAL_STATE_H

#include "CTerminal.h"

#if !__has_include(<ncurses.h>)
#error "the headers of ncurses are missing; on Debian and Ubuntu: apt install libncurses-dev"
#endif

#include <ncurses.h>
#include <signal.h>
#include <stdio.h>
#include <termios.h>

enum { CT_CRASH_SIGNALS = 6 };

/// Everything that outlives one call.
struct ct_state {
  SCREEN *screen;
  FILE *input;
  FILE *output;
  int input_fd;
  int output_fd;
  bool colors;
  bool mouse;
  bool paste;
  bool title;  // the title is to be kept by us, since the entry does not say how
  struct termios saved_modes;
  int saved_errors;
  int errors_file;
  long errors_start;
  // What a crash handler writes: precomputed, since nothing may be computed there.
  char leave[512];
  size_t leave_length;
  struct sigaction crash_before[CT_CRASH_SIGNALS];
  volatile sig_atomic_t is_open;
  volatile sig_atomic_t is_entered;
};

extern struct ct_state ct;

/// Makes an entry with 24 bit colour from the current one, as text for TERMINFO; NULL on failure.
char *ct_direct_entry(const char *term);
/// Tells ncurses the forms of keys that keypad mode misses.
void ct_define_keys(void);
/// Writes all bytes, whatever interrupts.
void ct_write_all(int fd, const char *bytes, size_t count);
/// Computes what a crash handler writes.
void ct_prepare_leave(void);
/// Installs the crash handlers.
void ct_catch_crashes(void);
/// Brings back what was before ct_catch_crashes.
void ct_release_crashes(void);
/// Switches on what ncurses does not know of.
void ct_enter_extras(void);
/// Switches it off.
void ct_leave_extras(void);

#endif
