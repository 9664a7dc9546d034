#ifndef CTERMINAL_H
#define CTERMINAL_H

// The terminal, as the rest of the program may see it: ncurses stays behind these functions.
// All of them belong to one thread, the one that called ct_open. Only the crash handlers run elsewhere.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What opening a terminal came to.
enum {
  CT_OK = 0,
  CT_UNKNOWN_TERM = 1,  // no entry of that name in any terminfo database
  CT_UNUSABLE = 2,      // an entry, but of a terminal whose cursor cannot be placed
  CT_FAILED = 3,        // ncurses or the system refused
};

/// How colours are told to the terminal.
enum { CT_COLOR_NONE = 0, CT_COLOR_INDEXED = 1, CT_COLOR_DIRECT = 2 };

/// What ct_read_key found.
enum {
  CT_KEY_NONE = 0,   // nothing to read
  CT_KEY_CHAR = 1,   // value is a Unicode scalar
  CT_KEY_CODE = 2,   // value is one of the CT_CODE constants
  CT_KEY_MOUSE = 3,  // value is one of the CT_MOUSE constants, x and y are set
  CT_KEY_PASTE = 4,  // a paste begins: read it with ct_read_bytes up to ESC [ 2 0 1 ~
};

/// Keys that are not characters. F1 to F12 are CT_CODE_F0 + 1 and so on.
enum {
  CT_CODE_OTHER = 0,
  CT_CODE_UP,
  CT_CODE_DOWN,
  CT_CODE_LEFT,
  CT_CODE_RIGHT,
  CT_CODE_HOME,
  CT_CODE_END,
  CT_CODE_PAGE_UP,
  CT_CODE_PAGE_DOWN,
  CT_CODE_ENTER,
  CT_CODE_BACKTAB,
  CT_CODE_BACKSPACE,
  CT_CODE_DELETE,
  CT_CODE_INSERT,
  CT_CODE_F0 = 100,
};

/// Mouse events that the program hears of.
enum { CT_MOUSE_OTHER = 0, CT_MOUSE_PRESS = 1, CT_MOUSE_WHEEL_UP = 2, CT_MOUSE_WHEEL_DOWN = 3 };

/// Attributes of a run; the same bits as Canvas uses.
enum { CT_BOLD = 1, CT_UNDERLINE = 2, CT_REVERSE = 4, CT_DIM = 8, CT_ITALIC = 16 };

/// What a terminfo entry says.
struct ct_description {
  int colors;       // colours the entry knows; 0 or less for none
  bool can_color;   // has setaf and setab
  bool can_place;   // has cup
  bool xterm_like;  // understands OSC sequences (the XT flag, or a name known for it)
};

/// What a key press or mouse event was.
struct ct_input {
  int kind;
  int32_t value;
  int x;
  int y;
};

/// Takes the character set from the environment; returns true when it is UTF-8.
bool ct_set_locale(void);
/// Reads the entry of a terminal. CT_OK, CT_UNKNOWN_TERM or CT_UNUSABLE.
int ct_describe(const char *term, struct ct_description *description);
/// Opens the screen on standard input and output; saves the modes that ct_close brings back.
/// Changes TERMINFO for a moment, so nothing else may run yet.
int ct_open(const char *term, int color_mode, bool mouse, int escape_delay);
/// Closes the screen and brings back modes and signal actions. Safe to call twice.
void ct_close(void);
/// Leaves the screen for a while (a suspension, another program).
void ct_pause(void);
/// Comes back after ct_pause, or after a stop that nobody announced, with the whole screen due.
void ct_resume(void);
/// Stops the process group as ctrl-z does; returns when it goes on. The screen must be paused.
void ct_stop_group(void);

/// Asks the terminal for its size; false when it does not say.
bool ct_terminal_size(int *columns, int *rows);
/// Size of the screen as ncurses has it.
void ct_screen_size(int *columns, int *rows);
/// Follows a new size; everything is due afterwards.
void ct_resize(int columns, int rows);

/// Defines a colour pair from 1 up; -1 is the terminal's own colour. False when there is no room.
bool ct_define_pair(int pair, int foreground, int background);
/// The largest number of a pair; 0 without colours.
int ct_last_pair(void);
/// Puts cells of one look. `lengths` are bytes of UTF-8, `widths` columns (1 or 2) of each cell.
void ct_put(
    int y, int x, const char *bytes, const uint8_t *lengths, const uint8_t *widths, int count,
    uint32_t attributes, int pair);
/// Makes a row due as a whole, whatever ncurses believes to stand there.
void ct_repaint_row(int y);
/// Empties the screen and makes all of it due.
void ct_clear(void);
/// Sends what is due, and places the cursor; it is hidden when `visible` is false.
void ct_flush(int cursor_x, int cursor_y, bool visible);
/// Sends bytes past ncurses (titles, OSC 52).
void ct_write(const char *bytes, size_t count);
/// Rings.
void ct_ring(void);

/// Reads one key without waiting (after ESC for the escape delay at most).
struct ct_input ct_read_key(void);
/// Reads bytes past ncurses without waiting; 0 when there are none, -1 when the terminal is gone.
int ct_read_bytes(uint8_t *bytes, int limit);

/// Blocks the signals that ct_next_signal reads, in this thread and those it starts.
void ct_block_signals(void);
/// Brings back the mask from before ct_block_signals.
void ct_restore_signals(void);
/// A descriptor on which blocked signals arrive; -1 on failure.
int ct_open_signals(void);
/// The next signal that came, 0 when there is none.
int ct_next_signal(int signals);
/// A descriptor that wakes ct_wait; -1 on failure.
int ct_open_wakeup(void);
/// Wakes the thread in ct_wait. The only function here that any thread may call.
void ct_wake(int wakeup);
/// Waits for any of the three; returns CT_READY bits. Input is left out when `input` is false.
int ct_wait(int signals, int wakeup, bool input);

/// What ct_wait returns.
enum { CT_READY_INPUT = 1, CT_READY_SIGNAL = 2, CT_READY_WAKEUP = 4, CT_READY_HANGUP = 8 };

/// Sends file descriptor 2 to another descriptor until ct_close; false when that failed.
bool ct_redirect_errors(int to);
/// Writes to standard output, whether the screen is open or not.
void ct_print(const char *bytes, size_t count);
/// A nameless file for what must not reach the screen; -1 on failure.
int ct_open_scratch(void);

/// Forbids core dumps of this process, and that others look into it; false when the system refused.
bool ct_forbid_dumps(void);

#endif
