"""No value of a key, no secret key and no session token may be found where it was not asked for.

Known values go in; then everything that the program leaves behind or shows is searched for them: its output, its
state folder, log and reports, the argument lists and environments of it and its children, the terminal's title, what a
crash leaves and whether a core could be dumped. A value may stand where it was asked for, and nowhere else, in no form.
"""

import base64
import json
import os
import pathlib
import re
import sqlite3
import threading
import time
import urllib.parse

from faults_world import build_shim
from support import BINARY, Checks, Home, Program, Sandbox, wait_for
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
cores = []


def forms(secret):
    """The ways in which a secret may be written somewhere."""
    data = secret.encode()
    coded = {base64.b64encode(b" " * shift + data).decode().rstrip("=")[4:-2] for shift in range(3)}
    return {secret, data.hex(), data.hex().upper(), urllib.parse.quote(secret, safe=""), json.dumps(secret)[1:-1],
            secret.replace("/", "\\/"), *coded}


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
            for name, secret in list(SECRETS.items()):
                if secret in line:
                    spied.append((name, line.split("\0")[0]))
            if line.split("\0")[0] == BINARY and "sandbox" not in line:
                try:
                    around = (folder / "environ").read_bytes().decode("utf-8", "replace")
                    limits = (folder / "limits").read_text()
                except OSError:
                    continue  # It ended meanwhile.
                spied.extend((name, "environ") for name, secret in list(SECRETS.items())
                             # Value 5 is put there below, as a secret access key that is wrong.
                             if name.startswith("value") and name != "value 5" and secret in around)
                cores.append(re.search(r"Max core file size\s+(\S+)", limits).group(1))
        time.sleep(0.005)


def search(where, text, allowed=()):
    """Fails for each secret that a text holds."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "replace")
    for name, secret in list(SECRETS.items()):
        if name not in allowed:
            found = [form for form in forms(secret) if form in text]
            check(f"{where}: no {name}", not found, [text[max(0, text.find(f) - 80):text.find(f)] for f in found])


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



def knows(*words):
    return f"tollgate {' '.join(words)}" in p.run(*words, "--help").out


def learn():
    """Every value that the sandbox has by now is one to look for."""
    import boto3
    client = boto3.client("apigateway", endpoint_url=sandbox.endpoint, region_name="us-east-1",
                          aws_access_key_id=sandbox.access, aws_secret_access_key=sandbox.secret)
    for page in client.get_paginator("get_api_keys").paginate(includeValues=True):
        for key in page["items"]:
            if key["value"] not in SECRETS.values():
                SECRETS[f"value of {key.get('name')} {key['id']}"] = key["value"]


later = []
delivered = p.home.path / "delivered"
if knows("keys", "revoke") and knows("keys", "rotate"):
    delivered.mkdir(mode=0o700)
    leak = f"x-api-key: {VALUES[3]}\n"
    report = p.home.path / "report.md"
    shim = build_shim()
    RUNS = [(["keys", "find"], leak), (["keys", "find"], f"{VALUES[4][:8]}...{VALUES[4][-8:]}"),
            (["keys", "rotate", "secret-0", "--deliver", f"file:{delivered}/secret-0", "--overlap", "1s", "--yes"], ""),
            (["rotations", "list"], ""), (["rotations", "advance"], ""),
            (["keys", "rotate", "secret-1", "--deliver", f"file:{delivered}/", "--yes"], ""),
            (["keys", "revoke", "--report", str(report), "--yes"], leak), (["audit", "verify"], ""),
            (["keys", "revoke", "--yes"], f"{VALUES[4]}\n{VALUES[0]}\n"), (["keys", "list"], "")]
    for words, typed in RUNS:
        later.append(p.run(*words, "--debug", stdin=typed))
    if shim:
        for number in range(1, 30, 3):
            for words, typed in [(["keys", "revoke", "--yes"], f"{VALUES[4]}\n"),
                                 (["keys", "rotate", "secret-4", "--deliver", f"file:{delivered}/k{number}", "--yes"], ""),
                                 (["keys", "find"], leak)]:
                later.append(p.run(*words, "--debug", stdin=typed, LD_PRELOAD=shim, FAULTS_KILL=f"{number}a"))
    reports = [f for f in p.home.path.glob("report*")]
    check("the report is there in two forms, with a notice", len(reports) >= 3, reports)
    handed = [f for f in delivered.rglob("*") if f.is_file()]
    check("values were handed over", handed, handed)
    check("what was handed over is for its owner alone", all(f.stat().st_mode & 0o77 == 0 for f in handed), handed)
    learn()
    check("the values handed over are the sandbox's", all(any(v in f.read_text() for v in SECRETS.values())
                                                          for f in handed), handed)
    for result in later:
        name = " ".join(w for w in result.arguments[:2])
        search(f"{name}, stdout", result.out)
        search(f"{name}, stderr", result.err)
else:
    print("skipped: there is no keys revoke or keys rotate, nothing of them was searched", flush=True)

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
check("no argument list had a secret, and no environment a value", not spied, spied[:5])
check("the program was seen running", cores)
check("no core can be dumped", set(cores) <= {"0"}, set(cores))
for file in (p.home.path / "delivered").rglob("*"):
    if file.is_file():
        file.unlink()
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
