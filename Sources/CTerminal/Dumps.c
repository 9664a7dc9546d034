// Values of keys are in memory while they are looked for: no core file may hold them, and no other
// process of the same user may read them out of this one.

#include <sys/prctl.h>
#include <sys/resource.h>

#include "CTerminal.h"

bool ct_forbid_dumps(void) {
  struct rlimit none = {0, 0};
  int limited = setrlimit(RLIMIT_CORE, &none);
  int closed = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  return limited == 0 && closed == 0;
}
