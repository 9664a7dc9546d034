// Putting cells. Every cell arrives with the number of columns that the layout counted on; when
// the C library counts otherwise the layout wins, so that no column ever moves.

#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "State.h"

enum { RUN = 256 };

static attr_t attributes_of(uint32_t bits) {
  attr_t attributes = WA_NORMAL;
  if (bits & CT_BOLD) attributes |= WA_BOLD;
  if (bits & CT_UNDERLINE) attributes |= WA_UNDERLINE;
  if (bits & CT_REVERSE) attributes |= WA_REVERSE;
  if (bits & CT_DIM) attributes |= WA_DIM;
  if (bits & CT_ITALIC) attributes |= WA_ITALIC;
  return attributes;
}

/// Decodes one scalar; returns the bytes it took, 0 at the end or for what is not UTF-8.
static size_t decode(const uint8_t *bytes, size_t count, wchar_t *scalar) {
  if (count == 0) return 0;
  uint32_t first = bytes[0];
  if (first < 0x80) {
    *scalar = (wchar_t)first;
    return 1;
  }
  size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || count < length) return 0;
  uint32_t value = first & (0xffu >> (length + 1));
  for (size_t i = 1; i < length; i++) {
    if ((bytes[i] & 0xc0) != 0x80) return 0;
    value = value << 6 | (bytes[i] & 0x3f);
  }
  *scalar = (wchar_t)value;
  return length;
}

/// The scalars of a cell, ended by zero, with their width by the C library; false when the cell
/// cannot be shown in the columns it has.
static bool scalars_of(
    const uint8_t *bytes, size_t count, int columns, wchar_t scalars[CCHARW_MAX + 1], int *width) {
  size_t used = 0;
  int number = 0;
  while (used < count) {
    wchar_t scalar = 0;
    size_t length = decode(bytes + used, count - used, &scalar);
    if (length == 0 || scalar < 0x20 || (scalar >= 0x7f && scalar < 0xa0)) return false;
    used += length;
    int scalar_width = wcwidth(scalar);
    if (scalar_width < 0 || (number == 0) != (scalar_width > 0)) {
      if (number == 0) return false;
      // A joined or unknown follower: the first scalar alone is better than nothing.
      continue;
    }
    if (number == 0) *width = scalar_width;
    if (number < CCHARW_MAX) scalars[number++] = scalar;
  }
  scalars[number] = 0;
  return number > 0 && *width <= columns;
}

void ct_put(
    int y, int x, const char *bytes, const uint8_t *lengths, const uint8_t *widths, int count,
    uint32_t attributes, int pair) {
  if (ct.screen == NULL || y < 0 || y >= getmaxy(stdscr)) return;
  int right = getmaxx(stdscr);
  attr_t look = attributes_of(attributes);
  int extended = ct.colors ? pair : 0;
  cchar_t run[RUN];
  int in_run = 0, start = x;
  const uint8_t *next = (const uint8_t *)bytes;
  static const wchar_t blank[] = L" ", unknown[] = L"?";

  for (int i = 0; i < count; i++) {
    int columns = widths[i] == 2 ? 2 : 1;
    if (x < 0 || x + columns > right) break;
    wchar_t scalars[CCHARW_MAX + 1];
    int width = 1;
    const wchar_t *shown = scalars;
    if (!scalars_of(next, lengths[i], columns, scalars, &width)) {
      shown = unknown;
      width = 1;
    }
    next += lengths[i];
    if (in_run + 2 > RUN) {
      mvadd_wchnstr(y, start, run, in_run);
      in_run = 0;
      start = x;
    }
    setcchar(&run[in_run++], shown, look, (short)0, &extended);
    if (columns > width) setcchar(&run[in_run++], blank, look, (short)0, &extended);
    x += columns;
  }
  if (in_run > 0) mvadd_wchnstr(y, start, run, in_run);
}

void ct_repaint_row(int y) {
  if (ct.screen != NULL && y >= 0 && y < getmaxy(stdscr)) wredrawln(stdscr, y, 1);
}

void ct_clear(void) {
  if (ct.screen == NULL) return;
  erase();
  clearok(curscr, TRUE);
}

bool ct_define_pair(int pair, int foreground, int background) {
  if (!ct.colors || pair < 1 || pair > ct_last_pair()) return false;
  return init_extended_pair(pair, foreground, background) == OK;
}

int ct_last_pair(void) {
  return ct.colors ? COLOR_PAIRS - 1 : 0;
}

void ct_flush(int cursor_x, int cursor_y, bool visible) {
  if (ct.screen == NULL || !ct.is_entered) return;
  int right = getmaxx(stdscr) - 1, bottom = getmaxy(stdscr) - 1;
  curs_set(visible ? 1 : 0);
  move(
      cursor_y < 0 ? 0 : cursor_y > bottom ? bottom : cursor_y,
      cursor_x < 0 ? 0 : cursor_x > right ? right : cursor_x);
  refresh();
}

void ct_write(const char *bytes, size_t count) {
  if (ct.screen == NULL || !ct.is_entered) return;
  ct_write_all(ct.output_fd, bytes, count);
}

void ct_ring(void) {
  if (ct.screen != NULL && ct.is_entered) beep();
}

void ct_print(const char *bytes, size_t count) {
  ct_write_all(STDOUT_FILENO, bytes, count);
}
