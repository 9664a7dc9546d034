"""No value of a key, no secret key and no session token may be found where it was not asked for.

Known values go in; then everything that the program leaves behind or shows is searched for them: its output, its
state folder and log, the argument lists and environments of its children, the terminal's title.
"""

import os
import pathlib
import re
import sqlite3
import threading
import time

from support import Checks, Home, Program, Sandbox, wait_for
from support_tmux import Screen

checks = Checks("secrets")
check = checks.check

sandbox = Sandbox("--keys", "30", "--plans", "4", "--unlimited")
p = Program(sandbox)
VALUES = [f"secretgrep-{n}-0123456789abcdefghijklmnop" for n in range(6)]
SECRETS = {f"value {n}": v for n, v in enumerate(VALUES)}
# The sandbox knows no tokens; this one only has to stay unseen.
TOKEN = "secretgrep/session+token==0123456789"
SECRETS["session token"] = TOKEN
SECRETS["secret access key"] = sandbox.secret

spied = []


def spy(stop):
    """Reads the argument list of every process, over and over, as a neighbour on the machine could."""
    me = os.getpid()
    while not stop.is_set():
        for folder in pathlib.Path("/proc").iterdir():
            if not folder.name.isdigit() or int(folder.name) == me:
                continue
            try:
                line = (folder / "cmdline").read_bytes().decode("utf-8", "replace")
            except OSError:
                continue  # It ended meanwhile.
            for name, secret in SECRETS.items():
                if secret in line:
                    spied.append((name, line.split("\0")[0]))
        time.sleep(0.005)


def search(where, text, allowed=()):
    """Fails for each secret that a text holds."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    for name, secret in SECRETS.items():
        if name not in allowed:
            check(f"{where}: no {name}", secret not in text, text[max(0, text.find(secret) - 80):text.find(secret)])


def search_folder(where, folder):
    files = [f for f in folder.rglob("*") if f.is_file()]
    for f in files:
        search(f"{where}: {f.relative_to(folder)}", f.read_bytes())
    return files


stop = threading.Event()
watcher = threading.Thread(target=spy, args=(stop,), daemon=True)
watcher.start()

plan = (p.json("plans", "list").json or [{"id": "none"}])[0]["id"]
for number, value in enumerate(VALUES[:3]):
    for debug in ([], ["--debug"])[number % 2:][:1]:
        made = p.json("keys", "create", "--name", f"secret-{number}", "--value-stdin", "--plan", plan, *debug, stdin=value)
        checks.exits(f"create {number}", made, 0)
        search(f"create {number}, stdout", made.out)
        search(f"create {number}, stderr", made.err)
csv = p.home.path / "in.csv"
csv.write_text(f"name,key,enabled\nsecret-3,{VALUES[3]},true\nsecret-4,{VALUES[4]},true\n")
RUNS = [
    ["keys", "import", str(csv), "--preview", "--debug"], ["keys", "import", str(csv), "--yes", "--debug"],
    ["keys", "list", "--debug"], ["keys", "list", "-o", "csv"], ["keys", "list", "-o", "json", "--with-plans", "--debug"],
    ["keys", "list", "--plan", plan, "--debug"], ["keys", "show", "secret-0", "--debug"],
    ["keys", "export", "--debug"], ["keys", "disable", "secret-0", "secret-1", "--yes", "--debug"], ["undo", "--yes", "--debug"],
    ["keys", "update", "secret-1", "--description", "x", "--yes", "--debug"], ["plans", "show", plan, "--debug"],
    ["plans", "detach", "secret-1", plan, "--yes", "--debug"], ["plans", "attach", "secret-1", plan, "--yes", "--debug"],
    ["plans", "attach", "secret-1", plan, "--yes", "--debug"], ["usage", "show", "--plan", plan, "--debug"],
    ["keys", "delete", "secret-2", "--yes", "--debug"], ["keys", "show", "nosuchkey", "--debug"],
    ["apis", "list", "--debug"],
]
for words in RUNS:
    result = p.run(*words)
    search(f"{' '.join(words)}, stdout", result.out)
    search(f"{' '.join(words)}, stderr", result.err)
duplicate = p.run("keys", "create", "--name", "twice", "--value-stdin", "--debug", stdin=VALUES[0])
search("a value that another key has", duplicate.out + duplicate.err)
tried = p.run("keys", "create", "--name", "tried", "--value-stdin", "--dry-run", "--debug", stdin=VALUES[5])
search("create --dry-run", tried.out + tried.err)
token = p.run("keys", "list", "--debug", AWS_SESSION_TOKEN=TOKEN)
search("a session token that is refused", token.out + token.err)
wrong = p.run("keys", "list", "--debug", AWS_SECRET_ACCESS_KEY=VALUES[5])
search("a secret key that is wrong", wrong.out + wrong.err)
shown = p.run("keys", "show", "secret-0", "--show-value", "--debug")
check("--show-value shows the value", VALUES[0] in shown.out, shown)
search("--show-value, stdout", shown.out, allowed=["value 0"])
search("--show-value, stderr", shown.err)

screen = Screen(p, 120, 40)
screen.start("--debug")
screen.wait(r"(?s)Name.*secret-0", 30)
screen.type("/secret-0")
screen.wait(r"(?<![\d,])1 of [\d,]+")
screen.press("Enter")
screen.wait(r"enter open")
screen.type("v")
screen.wait(re.escape(VALUES[0]))
check("the console reveals the value when asked", VALUES[0] in screen.text(), screen.text())
search("the terminal's title", screen.fact("pane_title"))
child = screen.child()
if child:
    search("the console's arguments", pathlib.Path(f"/proc/{child}/cmdline").read_bytes())
    for task in pathlib.Path(f"/proc/{child}/task").iterdir():
        for grandchild in (task / "children").read_text().split():
            for part in ("cmdline", "environ"):
                search(f"{part} of the console's child {grandchild}", pathlib.Path(f"/proc/{grandchild}/{part}").read_bytes())
try:
    wait_for("the value to be covered again", lambda: VALUES[0] not in screen.text(), 15)
    check("the console covers the value again", True)
except TimeoutError:
    check("the console covers the value again", False, screen.text())
screen.press("Escape")
screen.wait(r"(?<![\d,])1 of [\d,]+", absent=True)
screen.type("q")
screen.wait(r"READY>", 15)
search("the screen after the console", screen.text())
search("the scrollback after the console", screen.tmux("capture-pane", "-p", "-S", "-", "-t", "check"))
screen.stop()

stop.set()
watcher.join()
check("no argument list had a secret", not spied, spied[:5])
files = search_folder("the state folder", p.home.state)
check("the state folder has a journal", any(f.name == "tollgate.db" for f in files), files)
csv.unlink()
search_folder("the user's folder", p.home.path)
for f in files:
    if f.name == "tollgate.db":
        with sqlite3.connect(f"file:{f}?mode=ro", uri=True) as database:
            dump = "\n".join(database.iterdump())
        search("the journal as SQL", dump)
        check("the journal tells of the revelation", re.search(r"(?i)reveal|show", dump), dump[:2000])
        check("the journal tells of the changes", re.search(r"(?i)disable|enabled", dump), dump[:2000])
search("the sandbox's log", (sandbox.home.path / "sandbox.log").read_bytes())
checks.finish()
