// Opening, closing, pausing and sizing the screen.

#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "State.h"
#include <term.h>
// term.h names capabilities with macros, among them these two words.
#undef columns
#undef lines

struct ct_state ct = {.input_fd = STDIN_FILENO,
                      .output_fd = STDOUT_FILENO,
                      .saved_errors = -1,
                      .errors_file = -1};

static bool is_utf8(void) {
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool ct_set_locale(void) {
  // Only the character set: numbers and dates are nobody's business but the program's.
  if (setlocale(LC_CTYPE, "") != NULL) return is_utf8();
  // A locale that is not installed here, as in many containers. Its character set may be.
  const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (int i = 0; i < 3; i++) {
    const char *value = getenv(names[i]);
    if (value == NULL || *value == 0) continue;
    if (strcasestr(value, "utf-8") != NULL || strcasestr(value, "utf8") != NULL) {
      return setlocale(LC_CTYPE, "C.UTF-8") != NULL && is_utf8();
    }
    return false;
  }
  return false;
}

static bool has(const char *name) {
  const char *text = tigetstr((char *)name);
  return text != NULL && text != (const char *)-1;
}

static bool starts(const char *text, const char *with) {
  return strncmp(text, with, strlen(with)) == 0;
}

int ct_describe(const char *term, struct ct_description *description) {
  int error = 0;
  memset(description, 0, sizeof *description);
  // A hard copy terminal (error 1 with ERR) is as unusable as one that is generic (0) is unknown.
  if (setupterm(term, STDOUT_FILENO, &error) != OK) {
    return error == 1 ? CT_UNUSABLE : CT_UNKNOWN_TERM;
  }
  description->colors = tigetnum("colors");
  description->can_color = has("setaf") && has("setab");
  description->can_place = has("cup");
  description->xterm_like = tigetflag("XT") > 0 || starts(term, "xterm") ||
                            starts(term, "tmux") || starts(term, "screen") ||
                            starts(term, "rxvt-unicode");
  int result = description->can_place && has("clear") ? CT_OK : CT_UNUSABLE;
  del_curterm(cur_term);
  return result;
}

/// newterm, with the private entry in TERMINFO while it reads.
static SCREEN *new_direct_screen(const char *term) {
  char *entry = ct_direct_entry(term);
  if (entry == NULL) return NULL;
  const char *now = getenv("TERMINFO");
  char *before = now == NULL ? NULL : strdup(now);
  setenv("TERMINFO", entry, 1);
  SCREEN *screen = newterm(term, ct.output, ct.input);
  if (before == NULL) {
    unsetenv("TERMINFO");
  } else {
    setenv("TERMINFO", before, 1);
  }
  free(before);
  free(entry);
  return screen;
}

/// ncurses has its own handlers for these; here they are read from a descriptor instead.
static void drop_curses_handlers(void) {
  const int numbers[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  for (int i = 0; i < 4; i++) sigaction(numbers[i], &action, NULL);
}

void ct_enter_extras(void) {
  if (ct.title) ct_write("\033[22;2t", 7);
  if (ct.paste) ct_write("\033[?2004h", 8);
}

void ct_leave_extras(void) {
  if (ct.title) ct_write("\033[23;2t", 7);
  if (ct.paste) ct_write("\033[?2004l", 8);
}

static void set_modes(void) {
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  intrflush(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  leaveok(stdscr, FALSE);
}

int ct_open(const char *term, int color_mode, bool mouse, int escape_delay) {
  if (ct.is_open) return CT_FAILED;
  if (tcgetattr(ct.input_fd, &ct.saved_modes) != 0) return CT_FAILED;
  int input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  int output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  ct.input = input < 0 ? NULL : fdopen(input, "r");
  ct.output = output < 0 ? NULL : fdopen(output, "w");
  if (ct.input == NULL || ct.output == NULL) return CT_FAILED;
  ct.input_fd = input;
  ct.output_fd = output;

  set_escdelay(escape_delay);
  struct ct_description description;
  int usable = ct_describe(term, &description);
  if (usable != CT_OK) return usable;
  ct.screen = color_mode == CT_COLOR_DIRECT ? new_direct_screen(term) : NULL;
  if (ct.screen == NULL) {
    if (color_mode == CT_COLOR_DIRECT) return CT_FAILED;
    ct.screen = newterm(term, ct.output, ct.input);
  }
  if (ct.screen == NULL) return CT_FAILED;
  drop_curses_handlers();

  set_modes();
  ct.colors = color_mode != CT_COLOR_NONE && has_colors() && start_color() == OK;
  if (ct.colors) use_default_colors();
  ct_define_keys();
  ct.paste = description.xterm_like;
  // xterm's own entry keeps the title when the screen opens; others leave it to us.
  const char *opening = tigetstr("smcup");
  bool keeps_title = opening != NULL && opening != (char *)-1 && strstr(opening, "\033[22;");
  ct.title = description.xterm_like && !keeps_title;
  ct.mouse = false;
  if (mouse && NCURSES_MOUSE_VERSION >= 2) {
    mouseinterval(0);
    ct.mouse = mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL) != 0;
  }
  ct_prepare_leave();
  ct.is_open = 1;
  ct.is_entered = 1;
  ct_catch_crashes();
  int columns = 0, rows = 0;
  if (ct_terminal_size(&columns, &rows)) ct_resize(columns, rows);
  // The alternate screen opens with the first refresh; what follows belongs on it.
  erase();
  refresh();
  ct_enter_extras();
  return CT_OK;
}

void ct_close(void) {
  if (ct.screen != NULL) {
    if (ct.is_entered) {
      ct_leave_extras();
      endwin();
    }
    ct.is_entered = 0;
    ct.is_open = 0;
    ct_release_crashes();
    delscreen(ct.screen);
    ct.screen = NULL;
    tcsetattr(ct.input_fd, TCSADRAIN, &ct.saved_modes);
  }
  if (ct.saved_errors >= 0) {
    dup2(ct.saved_errors, STDERR_FILENO);
    close(ct.saved_errors);
    ct.saved_errors = -1;
    ct.errors_file = -1;
  }
  if (ct.input != NULL) fclose(ct.input);
  if (ct.output != NULL) fclose(ct.output);
  ct.input = NULL;
  ct.output = NULL;
  ct.input_fd = STDIN_FILENO;
  ct.output_fd = STDOUT_FILENO;
}

void ct_pause(void) {
  if (!ct.is_open || !ct.is_entered) return;
  ct_leave_extras();
  endwin();
  ct.is_entered = 0;
  tcsetattr(ct.input_fd, TCSADRAIN, &ct.saved_modes);
}

void ct_resume(void) {
  if (!ct.is_open) return;
  ct.is_entered = 1;
  reset_prog_mode();
  clearok(curscr, TRUE);
  refresh();
  ct_enter_extras();
}

void ct_stop_group(void) {
  sigset_t stop, before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  struct sigaction action, previous;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &action, &previous);
  // Only this thread lets the signal through, so it is delivered before kill returns.
  pthread_sigmask(SIG_UNBLOCK, &stop, &before);
  kill(0, SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  sigaction(SIGTSTP, &previous, NULL);
}

bool ct_terminal_size(int *columns, int *rows) {
  struct winsize size;
  if (ioctl(ct.output_fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) {
    return false;
  }
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

void ct_screen_size(int *columns, int *rows) {
  *columns = ct.screen == NULL ? 0 : getmaxx(stdscr);
  *rows = ct.screen == NULL ? 0 : getmaxy(stdscr);
}

void ct_resize(int columns, int rows) {
  if (ct.screen == NULL || columns < 1 || rows < 1) return;
  resize_term(rows, columns);
  clearok(curscr, TRUE);
}

bool ct_redirect_errors(int to) {
  if (ct.saved_errors >= 0) return false;
  int saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (saved < 0) return false;
  if (dup2(to, STDERR_FILENO) < 0) {
    close(saved);
    return false;
  }
  ct.errors_start = lseek(to, 0, SEEK_END);
  ct.errors_file = to;
  ct.saved_errors = saved;
  return true;
}
