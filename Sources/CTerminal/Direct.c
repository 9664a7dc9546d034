// A private terminfo entry with 24 bit colour. ncurses reads one from TERMINFO itself when that
// begins with `b64:`, so nothing is written to disk and no compiler of entries is needed.

#include <stdlib.h>
#include <string.h>

#include "State.h"
// After ncurses, since it defines words like `lines` as macros.
#include <term.h>

struct bytes {
  uint8_t *data;
  size_t count;
  size_t room;
  bool failed;
};

static void append(struct bytes *to, const void *data, size_t count) {
  if (to->failed) return;
  if (to->count + count > to->room) {
    size_t room = (to->count + count) * 2;
    uint8_t *larger = realloc(to->data, room);
    if (larger == NULL) {
      to->failed = true;
      return;
    }
    to->data = larger;
    to->room = room;
  }
  memcpy(to->data + to->count, data, count);
  to->count += count;
}

static void append16(struct bytes *to, int value) {
  uint8_t two[2] = {(uint8_t)(value & 0xff), (uint8_t)((value >> 8) & 0xff)};
  append(to, two, 2);
}

static void append32(struct bytes *to, int value) {
  append16(to, value & 0xffff);
  append16(to, (value >> 16) & 0xffff);
}

static void align(struct bytes *to) {
  if (to->count % 2 != 0) append(to, "", 1);
}

/// Appends the offset of a string, and the string to its table; -1 stands for none.
static void append_string(struct bytes *offsets, struct bytes *table, const char *text) {
  if (text == NULL || text == (const char *)-1) {
    append16(offsets, -1);
    return;
  }
  append16(offsets, (int)table->count);
  append(table, text, strlen(text) + 1);
}

#define DIRECT_COLOR(ansi, code)                                                        \
  "\033[%?%p1%{8}%<%t" ansi "%p1%d%e" code ";2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;" \
  "%p1%{255}%&%d%;m"

static const char *standard_string(const char *name) {
  if (strcmp(name, "setaf") == 0) return DIRECT_COLOR("3", "38");
  if (strcmp(name, "setab") == 0) return DIRECT_COLOR("4", "48");
  // What would change the user's palette, or tell colours in the older way, is left out.
  const char *dropped[] = {"initc", "initp", "oc", "scp", "setf", "setb"};
  for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++) {
    if (strcmp(name, dropped[i]) == 0) return NULL;
  }
  return tigetstr(name);
}

static int standard_number(const char *name) {
  if (strcmp(name, "colors") == 0) return 0x1000000;
  if (strcmp(name, "pairs") == 0) return 0x10000;
  return tigetnum(name);
}

/// The part of an entry after the predefined capabilities.
static void append_extended(struct bytes *entry) {
  static const char *flags[] = {"AX", "RGB", "XT"};
  static const char *numbers[] = {"CO", "U8"};
  static const char *strings[] = {"E3", "XM", "xm"};
  int number_values[2] = {8, tigetnum("U8")};
  int flag_count = 3, number_count = 2, string_count = 3;

  struct bytes offsets = {0}, names = {0}, table = {0}, name_table = {0};
  uint8_t flag_values[3] = {tigetflag("AX") > 0, 1, tigetflag("XT") > 0};
  for (int i = 0; i < string_count; i++) append_string(&offsets, &table, tigetstr(strings[i]));
  for (int i = 0; i < flag_count; i++) append_string(&names, &name_table, flags[i]);
  for (int i = 0; i < number_count; i++) append_string(&names, &name_table, numbers[i]);
  for (int i = 0; i < string_count; i++) append_string(&names, &name_table, strings[i]);

  align(entry);
  append16(entry, flag_count);
  append16(entry, number_count);
  append16(entry, string_count);
  append16(entry, string_count + flag_count + number_count + string_count);
  append16(entry, (int)(table.count + name_table.count));
  append(entry, flag_values, (size_t)flag_count);
  align(entry);
  for (int i = 0; i < number_count; i++) append32(entry, number_values[i]);
  append(entry, offsets.data, offsets.count);
  append(entry, names.data, names.count);
  if (table.count > 0) append(entry, table.data, table.count);
  append(entry, name_table.data, name_table.count);
  entry->failed |= offsets.failed || names.failed || table.failed || name_table.failed;
  free(offsets.data);
  free(names.data);
  free(table.data);
  free(name_table.data);
}

static char *base64(const struct bytes *from) {
  static const char digits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  char *text = malloc(4 + (from->count + 2) / 3 * 4 + 1);
  if (text == NULL) return NULL;
  memcpy(text, "b64:", 4);
  char *next = text + 4;
  for (size_t i = 0; i < from->count; i += 3) {
    size_t left = from->count - i;
    uint32_t three = (uint32_t)from->data[i] << 16;
    if (left > 1) three |= (uint32_t)from->data[i + 1] << 8;
    if (left > 2) three |= from->data[i + 2];
    *next++ = digits[three >> 18];
    *next++ = digits[(three >> 12) & 63];
    *next++ = left > 1 ? digits[(three >> 6) & 63] : '=';
    *next++ = left > 2 ? digits[three & 63] : '=';
  }
  *next = 0;
  return text;
}

char *ct_direct_entry(const char *term) {
  int error = 0;
  if (setupterm(term, ct.output_fd, &error) != OK) return NULL;

  struct bytes flags = {0}, numbers = {0}, offsets = {0}, table = {0}, entry = {0};
  int flag_count = 0, number_count = 0, string_count = 0;
  for (; boolnames[flag_count] != NULL; flag_count++) {
    const char *name = boolnames[flag_count];
    uint8_t value = strcmp(name, "ccc") != 0 && tigetflag(name) > 0;
    append(&flags, &value, 1);
  }
  for (; numnames[number_count] != NULL; number_count++) {
    append32(&numbers, standard_number(numnames[number_count]));
  }
  for (; strnames[string_count] != NULL; string_count++) {
    append_string(&offsets, &table, standard_string(strnames[string_count]));
  }

  char names[256];
  int name_length = snprintf(names, sizeof names, "%s|the same with 24 bit colour", term) + 1;
  bool fits = name_length <= (int)sizeof names && table.count < 0x7fff;
  if (fits) {
    append16(&entry, 01036);  // numbers of 32 bits
    append16(&entry, name_length);
    append16(&entry, flag_count);
    append16(&entry, number_count);
    append16(&entry, string_count);
    append16(&entry, (int)table.count);
    append(&entry, names, (size_t)name_length);
    append(&entry, flags.data, flags.count);
    align(&entry);
    append(&entry, numbers.data, numbers.count);
    append(&entry, offsets.data, offsets.count);
    append(&entry, table.data, table.count);
    append_extended(&entry);
  }
  bool failed =
      !fits || flags.failed || numbers.failed || offsets.failed || table.failed || entry.failed;
  char *text = failed ? NULL : base64(&entry);
  free(flags.data);
  free(numbers.data);
  free(offsets.data);
  free(table.data);
  free(entry.data);
  del_curterm(cur_term);
  return text;
}
