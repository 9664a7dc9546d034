/* Preloaded into the program under test: counts its boundaries, that is every sync of a file and every write to a
 * socket of the network, and ends the process with SIGKILL before or after the one that FAULTS_KILL names ("12b", "12a").
 * FAULTS_COUNT names a file that gets the number of boundaries. FAULTS_FULL makes every write to a file fail for want of
 * room from that write on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long passed, written;

static void end(void) {
  kill(getpid(), SIGKILL);
  pause();
}

static long arrive(void) {
  long number = atomic_fetch_add(&passed, 1) + 1;
  const char *where = getenv("FAULTS_KILL"), *count = getenv("FAULTS_COUNT");
  if (count) {
    char text[32];
    int file = open(count, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    int length = snprintf(text, sizeof text, "%08ld", number);
    if (file >= 0) {
      if (pwrite(file, text, length, 0) < 0) { /* The test sees an old number, and fails. */ }
      close(file);
    }
  }
  if (where && atol(where) == number && strchr(where, 'b')) end();
  return number;
}

static void leave(long number) {
  const char *where = getenv("FAULTS_KILL");
  if (where && atol(where) == number && strchr(where, 'a')) end();
}

static int is_network(int file) {
  struct sockaddr_storage name;
  socklen_t length = sizeof name;
  if (getsockname(file, (struct sockaddr *)&name, &length) != 0) return 0;
  return name.ss_family == AF_INET || name.ss_family == AF_INET6;
}

static int is_full(int file) {
  const char *from = getenv("FAULTS_FULL");
  struct stat facts;
  if (!from || fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode)) return 0;
  return atomic_fetch_add(&written, 1) + 1 >= atol(from);
}

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

int fsync(int file) {
  REAL(fsync);
  long number = arrive();
  int result = real(file);
  leave(number);
  return result;
}

int fdatasync(int file) {
  REAL(fdatasync);
  long number = arrive();
  int result = real(file);
  leave(number);
  return result;
}

#define SENDING(call) \
  if (is_full(file)) { errno = ENOSPC; return -1; } \
  if (!is_network(file)) return call; \
  long number = arrive(); \
  ssize_t result = call; \
  int reason = errno; \
  leave(number); \
  errno = reason; \
  return result

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(write);
  SENDING(real(file, bytes, count));
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  REAL(writev);
  SENDING(real(file, parts, count));
}

ssize_t send(int file, const void *bytes, size_t count, int flags) {
  REAL(send);
  SENDING(real(file, bytes, count, flags));
}

ssize_t sendmsg(int file, const struct msghdr *message, int flags) {
  REAL(sendmsg);
  SENDING(real(file, message, flags));
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  REAL(pwrite);
  if (is_full(file)) { errno = ENOSPC; return -1; }
  return real(file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  REAL(pwrite64);
  if (is_full(file)) { errno = ENOSPC; return -1; }
  return real(file, bytes, count, offset);
}
