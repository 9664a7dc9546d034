"""The static release binary on its own: starts, needs no Swift library, lists, changes, draws. Says its size."""

import pathlib
import re
import shutil
import subprocess

from support import BINARY, Checks, Home, Program, Sandbox
from support_tmux import Screen

checks = Checks("release binary")

linked = subprocess.run(["ldd", BINARY], capture_output=True).stdout.decode()
checks.check("needs no Swift library", not re.search(r"libswift|libFoundation|libdispatch", linked), linked)
home = Home()
stripped = home.path / "tollgate"
shutil.copy(BINARY, stripped)
subprocess.run(["strip", str(stripped)], check=True)
print(f"  {pathlib.Path(BINARY).stat().st_size / 1e6:.1f} MB, stripped {stripped.stat().st_size / 1e6:.1f} MB")
done = subprocess.run([str(stripped), "--version"], capture_output=True)
checks.equal("the stripped binary runs", done.returncode, 0)

sandbox = Sandbox("--keys", "25", "--plans", "3")
p = Program(sandbox)
keys = p.json("keys", "list")
checks.exits("keys list", keys, 0)
checks.equal("keys list: all keys", len(keys.json or []), 25)
made = p.json("keys", "create", "--name", "smoke")
checks.exits("keys create", made, 0)
checks.exits("keys disable", p.json("keys", "disable", "smoke", "--yes"), 0)
checks.equal("keys disable: read back", (p.json("keys", "show", "smoke").json or {}).get("enabled"), False)
checks.exits("undo", p.json("undo", "--yes"), 0)
screen = Screen(p)
screen.start()
try:
    screen.wait(r"(?s)tollgate.*Name.*smoke", 20)
    screen.type("q")
    screen.wait(r"READY>")
    checks.equal("the console leaves the terminal as before", screen.terminal_is_as_before(), "")
except Exception as problem:
    checks.check("the console draws and quits", False, problem)
screen.stop()
checks.equal("the sandbox ends when it is told to", sandbox.stop(), 0)
checks.finish()
