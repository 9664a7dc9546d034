// Reading keys. ncurses decodes what the terminfo entry names; the forms that it misses are told
// to it, and a paste is read past it, so that nothing in a paste can be taken for a key.

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "State.h"

// Beyond the codes that ncurses gives to extended keys.
enum { PASTE_BEGIN = 0x4000, PASTE_END = 0x4001 };

struct form {
  const char *sequence;
  int code;
};

static const struct form forms[] = {
    {"\033[A", KEY_UP},        {"\033[B", KEY_DOWN},      {"\033[C", KEY_RIGHT},
    {"\033[D", KEY_LEFT},      {"\033[H", KEY_HOME},      {"\033[F", KEY_END},
    {"\033OA", KEY_UP},        {"\033OB", KEY_DOWN},      {"\033OC", KEY_RIGHT},
    {"\033OD", KEY_LEFT},      {"\033OH", KEY_HOME},      {"\033OF", KEY_END},
    {"\033[1~", KEY_HOME},     {"\033[4~", KEY_END},      {"\033[7~", KEY_HOME},
    {"\033[8~", KEY_END},      {"\033[2~", KEY_IC},       {"\033[3~", KEY_DC},
    {"\033[5~", KEY_PPAGE},    {"\033[6~", KEY_NPAGE},    {"\033[Z", KEY_BTAB},
    {"\033OM", KEY_ENTER},     {"\033OP", KEY_F(1)},      {"\033OQ", KEY_F(2)},
    {"\033OR", KEY_F(3)},      {"\033OS", KEY_F(4)},      {"\033[11~", KEY_F(1)},
    {"\033[12~", KEY_F(2)},    {"\033[13~", KEY_F(3)},    {"\033[14~", KEY_F(4)},
    {"\033[[A", KEY_F(1)},     {"\033[[B", KEY_F(2)},     {"\033[[C", KEY_F(3)},
    {"\033[[D", KEY_F(4)},     {"\033[[E", KEY_F(5)},     {"\033[15~", KEY_F(5)},
    {"\033[17~", KEY_F(6)},    {"\033[18~", KEY_F(7)},    {"\033[19~", KEY_F(8)},
    {"\033[20~", KEY_F(9)},    {"\033[21~", KEY_F(10)},   {"\033[23~", KEY_F(11)},
    {"\033[24~", KEY_F(12)},   {"\033[200~", PASTE_BEGIN}, {"\033[201~", PASTE_END},
};

void ct_define_keys(void) {
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    // What the entry says comes first; a longer key that begins alike (-1) stays reachable.
    if (key_defined(forms[i].sequence) <= 0) define_key(forms[i].sequence, forms[i].code);
  }
}

static int code_of(wint_t key) {
  switch (key) {
    case KEY_UP: return CT_CODE_UP;
    case KEY_DOWN: return CT_CODE_DOWN;
    case KEY_LEFT: return CT_CODE_LEFT;
    case KEY_RIGHT: return CT_CODE_RIGHT;
    case KEY_HOME:
    case KEY_A1: return CT_CODE_HOME;
    case KEY_END:
    case KEY_LL:
    case KEY_C1: return CT_CODE_END;
    case KEY_PPAGE:
    case KEY_A3: return CT_CODE_PAGE_UP;
    case KEY_NPAGE:
    case KEY_C3: return CT_CODE_PAGE_DOWN;
    case KEY_ENTER: return CT_CODE_ENTER;
    case KEY_BTAB: return CT_CODE_BACKTAB;
    case KEY_BACKSPACE: return CT_CODE_BACKSPACE;
    case KEY_DC: return CT_CODE_DELETE;
    case KEY_IC: return CT_CODE_INSERT;
    default: break;
  }
  if (key >= KEY_F(1) && key <= KEY_F(12)) return CT_CODE_F0 + (int)(key - KEY_F(0));
  return CT_CODE_OTHER;
}

// ncurses reads all mouse events that stand in line at once, and gives out the last one first.
enum { MOUSE_ROOM = 16 };
static struct ct_input mouse_events[MOUSE_ROOM];
static int mouse_count = 0;

/// What an event is to the program; CT_MOUSE_OTHER for nothing.
static int mouse_value(const MEVENT *event) {
  // Some terminals report drags outside of their own screen.
  if (event->x < 0 || event->y < 0) return CT_MOUSE_OTHER;
  if (event->x >= getmaxx(stdscr) || event->y >= getmaxy(stdscr)) return CT_MOUSE_OTHER;
  if (event->bstate & BUTTON4_PRESSED) return CT_MOUSE_WHEEL_UP;
  if (event->bstate & BUTTON5_PRESSED) return CT_MOUSE_WHEEL_DOWN;
  if (event->bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED)) return CT_MOUSE_PRESS;
  return CT_MOUSE_OTHER;
}

static void collect_mouse(void) {
  MEVENT event;
  while (mouse_count < MOUSE_ROOM && getmouse(&event) == OK) {
    int value = mouse_value(&event);
    if (value == CT_MOUSE_OTHER) continue;
    mouse_events[mouse_count++] =
        (struct ct_input){.kind = CT_KEY_MOUSE, .value = value, .x = event.x, .y = event.y};
  }
}

struct ct_input ct_read_key(void) {
  struct ct_input input = {.kind = CT_KEY_NONE};
  if (ct.screen == NULL || !ct.is_entered) return input;
  if (mouse_count > 0) return mouse_events[--mouse_count];
  wint_t key = 0;
  int kind = get_wch(&key);
  if (kind == ERR) return input;
  if (kind == KEY_CODE_YES) {
    if (key == KEY_MOUSE) {
      collect_mouse();
      if (mouse_count > 0) return mouse_events[--mouse_count];
    }
    input.kind = key == PASTE_BEGIN ? CT_KEY_PASTE : CT_KEY_CODE;
    input.value = code_of(key);
    return input;
  }
  input.kind = CT_KEY_CHAR;
  input.value = (int32_t)key;
  return input;
}

int ct_read_bytes(uint8_t *bytes, int limit) {
  struct pollfd ready = {.fd = ct.input_fd, .events = POLLIN};
  int found = poll(&ready, 1, 0);
  if (found <= 0) return 0;
  ssize_t count = read(ct.input_fd, bytes, (size_t)limit);
  if (count > 0) return (int)count;
  return count < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}
