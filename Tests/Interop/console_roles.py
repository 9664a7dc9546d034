"""The console in tmux under the policies that `tollgate iam` prints, enforced by the sandbox: what a role may not do goes
away and is named, nothing ends the program, what is granted comes back, and a viewer obtains no key's value.
"""

import json
import pathlib
import re
import time

import boto3
import botocore.config

from support import Checks, Home, Program, ROOT, Sandbox, free_port
from support_tmux import Screen, stories

checks = Checks("the console by roles")
story = stories(checks)
check, equal, exits = checks.check, checks.equal, checks.exits
folder = Home()


def policy_of(role):
    """The file with what `tollgate iam ROLE` prints."""
    result = Program(None).run("iam", role)
    exits(f"iam {role}", result, 0)
    file = pathlib.Path(folder.path / f"{role}.json")
    file.write_text(json.dumps(json.loads(result.out)))
    return str(file)


POLICIES = {role: policy_of(role) for role in ("viewer", "manager", "operator")}


class World:
    """A sandbox on one port with one state, under one policy after the other."""

    def __init__(self):
        self.port, self.state = free_port(), str(folder.path / f"sandbox-{time.monotonic_ns()}.db")
        self.server = None
        self.under(None)

    def under(self, role):
        if self.server:
            self.server.stop()
        options = ["--port", str(self.port), "--state", self.state, "--keys", "24", "--plans", "6", "--unlimited",
                   "--propagation", "0"]
        if role:
            options += ["--policy", POLICIES[role]]
        self.server = Sandbox(*options)

    def client(self):
        return boto3.client(
            "apigateway", endpoint_url=self.server.endpoint, region_name="us-east-1",
            aws_access_key_id=self.server.access, aws_secret_access_key=self.server.secret,
            config=botocore.config.Config(retries={"max_attempts": 0}))

    def values(self):
        """Every key's value, as an administrator sees them."""
        return {k["id"]: k["value"] for k in self.client().get_api_keys(includeValues=True, limit=500)["items"]}

    def stop(self):
        self.server.stop()


def foot(screen):
    """The row of keys: it stands above the message, which may take several rows."""
    rows = [x for x in screen.lines()[-6:] if re.search(r"\? all keys", x)]
    return rows[-1] if rows else ""


def whole(screen):
    """The screen's text as one line, as a person reads a sentence over the ends of rows."""
    return re.sub(r"\s+", " ", screen.text())


def escape(screen):
    """Takes back whatever is open. A letter right behind would be read as one key with it."""
    screen.press("Escape")
    time.sleep(0.12)


NAMED = {"space": "Space", "up": "Up", "down": "Down", "left": "Left", "right": "Right", "home": "Home", "end": "End",
         "pageup": "PPage", "pagedown": "NPage", "enter": "Enter", "esc": "Escape", "tab": "Tab"}


def press(screen, key):
    """A key as help and README write it."""
    if key in NAMED:
        screen.press(NAMED[key])
    elif key.startswith("ctrl-"):
        screen.press("C-" + key[5:])
    else:
        screen.type(key)


def key_table():
    """Keys and command names of every action: the README's table is made from the program's own, which a test holds."""
    keys, names = [], []
    for line in (ROOT / "README.md").read_text().splitlines():
        row = re.match(r"\| ((?:`[^`]+` ?)*) ?\| `:([a-z-]+)` \|", line)
        if row:
            keys += re.findall(r"`([^`]+)`", row[1])
            names.append(row[2])
    return keys, names


def help_keys(screen):
    """The keys that the program's help names, page after page."""
    found = set()
    screen.type("?")
    screen.wait(r"Keys that work here")
    for _ in range(8):
        for line in screen.lines():
            row = re.match(r"^\W*[│|] ?(\S+(?: \S+)?) {2,}[a-z-]+ +[A-Z]", line)
            if row:
                found.update(row[1].split())
        screen.press("NPage")
        time.sleep(0.05)
    escape(screen)
    screen.wait(r"Keys that work here", absent=True)
    return found


def lives(screen, name):
    check(f"{name}: the program goes on", screen.child() is not None and "READY>" not in screen.text(), screen.text())


# How to come to each screen from anywhere, and what shows that one is there.
VIEWS = {
    "keys": (["1"], r"(?m)^ Keys(?! ›)"),
    "plans": (["2"], r"(?m)^ Plans(?! ›)"),
    "usage": (["3"], r"(?m)^ Usage(?! ›)"),
    "rotations": (["5"], r"(?m)^ Rotations(?! ›)"),
    "audit": (["6"], r"(?m)^ Audit(?! ›)"),
    "contexts": (["8"], r"(?m)^ Contexts(?! ›)"),
    "keys of a plan": (["2", "enter"], r"(?m)^ Plans › Keys of"),
    "a plan": (["2", "p"], r"(?m)^ Plans › (?!Keys of)"),
    "a key of the board": (["3", "g", "j", "enter"], r"(?m)^ Usage › "),
}


def go(screen, view):
    """Comes to a screen; where it is shown already, with nothing open over it, there is nothing to do."""
    words, seen = VIEWS[view]
    for _ in range(4):
        text = screen.text()
        if "┌" not in text and not re.search(r"(?m)^ *[:/]", text.rstrip().split("\n")[-1]):
            break
        escape(screen)
    if re.search(seen, text.split("\n")[1]):
        return
    for word in words:
        press(screen, word)
        time.sleep(0.05)
    screen.wait(seen)


@story("a viewer sees plans and usage, and no value by any key or command")
def viewer():
    world = World()
    values = world.values()
    check("there are values to look for", len(values) == 24, len(values))
    world.under("viewer")
    program = Program(world.server)
    screen = Screen(program, 80, 24)
    shown = []
    screen.start("--debug")
    screen.wait(r"(?s)A policy denies apigateway:GET on\s+arn:aws:apigateway:us-east-1::/apikeys\b", 30)
    shown.append(screen.text())
    check("viewer: what can still be seen is named", re.search(r"Still to be seen: 2 plans, 3 usage", whole(screen)),
          screen.text())
    check("viewer: nothing is said to be on its way", "Loading" not in screen.text(), screen.text())
    lives(screen, "viewer")
    screen.type("2")
    screen.wait(r"standard-|premium-|basic-")
    screen.wait(r"(?m)^.*\bStages\b.*\bKeys\b", 15, absent=True)
    check("viewer: plans have limits and quota", re.search(r"\d+/s.*per (DAY|WEEK|MONTH)", screen.text()), screen.text())
    screen.type("3")
    screen.wait(r"[\d,]+ used", 15)
    board = screen.wait(r"\d+%")
    check("viewer: the board has no column that needs the keys", "State" not in board.split("\n")[2], board)
    shown.append(board)
    screen.type("gj")
    screen.press("Enter")
    shown.append(screen.wait(r"[┤┼]", 15))

    keys, names = key_table()
    check("the key table is read", {"v", "C", "d", "enter", "ctrl-r", "space"} <= set(keys) and "reveal" in names,
          (keys, names))
    leaving = {"q", "ctrl-c"}
    asked = 0
    for view in VIEWS:
        go(screen, view)
        listed = help_keys(screen)
        check(f"viewer, {view}: help names no key that shows or changes a key",
              not listed & {"v", "C"}, listed)
        check(f"viewer, {view}: help is read", "?" in listed, listed)
        for key in dict.fromkeys([*keys, *sorted(listed)]):
            if key in leaving:
                continue
            go(screen, view)
            press(screen, key)
            time.sleep(0.1)
            shown.append(screen.text())
            # A question that it may have opened is answered.
            if "┌" in shown[-1]:
                screen.type("y")
                time.sleep(0.1)
                shown.append(screen.text())
            asked += 1
        lives(screen, f"viewer, every key in {view}")
    check("viewer: every key was pressed in every view", asked >= len(VIEWS) * 45, asked)
    for view in ("keys", "usage", "a key of the board"):
        for name in names:
            if name in ("quit", "redraw"):
                continue
            go(screen, view)
            screen.type(f":{name}")
            screen.press("Enter")
            time.sleep(0.1)
            shown.append(screen.text())
            if "┌" in shown[-1]:
                screen.type("y")
                time.sleep(0.1)
                shown.append(screen.text())
        lives(screen, f"viewer, every command in {view}")
    go(screen, "a key of the board")
    screen.type("v")
    time.sleep(0.3)
    check("viewer: v names the action and the ARN, whole",
          re.search(r"apigateway:GET on arn:aws:apigateway:us-east-1::/apikeys(/\w+)?, so reveal is not possible\. "
                    r"ctrl-r asks again", whole(screen)), screen.text())
    shown += [screen.text(), screen.tmux("show-buffer"), screen.tmux("list-buffers"), screen.fact("pane_title")]
    shown.append(screen.tmux("capture-pane", "-p", "-S", "-", "-t", "check"))
    escape(screen)
    screen.type("q")
    screen.wait(r"READY>", 15)
    equal("viewer: the terminal is as before", screen.terminal_is_as_before(), "")
    for file in program.home.path.rglob("*"):
        if file.is_file():
            shown.append(file.read_bytes().decode("utf-8", "replace"))
    everything = "\n".join(shown)
    squeezed = re.sub(r"\s+", "", everything)
    equal("viewer: no key's value is anywhere", [k for k, v in values.items() if v in everything or v in squeezed], [])
    screen.stop()
    program.home.stop()
    world.stop()


@story("a manager makes and attaches keys, is told why it may not disable, and can when it is granted")
def manager():
    world = World()
    world.under("manager")
    program = Program(world.server)
    screen = Screen(program, 80, 24)
    screen.start()
    screen.wait(r"(?s)tollgate.*Name.*\n.*\S+.* (on|off)\b", 30)
    screen.type("n")
    screen.wait(r"(?i)new key")
    screen.type("walked")
    screen.press("Enter")
    screen.wait(r"(?i)(created|made).*walked", 15)
    escape(screen)
    screen.type("/walked")
    screen.press("Enter")
    screen.wait(r"(?m)^ *▌ *walked")
    screen.type("a")
    screen.wait(r"(?i)attach walked to a plan")
    screen.press("Enter")
    screen.wait(r"\by yes\b")
    screen.type("y")
    screen.wait(r"put walked into \S+ at \d\d:\d\d:\d\d UTC", 15)
    check("manager: disable is offered before anybody knows", "d disable" in foot(screen), screen.text())
    screen.type("d")
    screen.wait(r"\by yes\b")
    screen.type("y")
    screen.wait(r"(?s)apigateway:PATCH on.*is\s+not\s+allowed", 15)
    key = [k for k in (world.client().get_api_keys(limit=500)["items"]) if k.get("name") == "walked"][0]
    equal("manager: the key is as it was", key["enabled"], True)
    sentence = rf"apigateway:PATCH on arn:aws:apigateway:us-east-1::/apikeys/{key['id']} is not allowed"
    check("manager: the action and the ARN are read whole",
          re.search(sentence + r"\. Could not disable walked\. ctrl-r asks again\. tollgate iam operator prints a "
                    r"policy that has it", whole(screen)), screen.text())
    check("manager: the key is gone from the foot", "disable" not in foot(screen) and foot(screen), screen.text())
    check("manager: grant is still there", "u grant" in foot(screen), screen.text())
    screen.type("d")
    screen.wait(r"(?s)so\s+disable\s+is\s+not\s+possible")
    check("manager: d says what is missing", re.search(sentence + ", so disable is not possible", whole(screen)),
          screen.text())
    lives(screen, "manager")

    # Several keys at once: each is told of, and the program goes on.
    screen.press("C-r")
    screen.wait(r"d disable")
    escape(screen)
    screen.type("/!walked")
    screen.press("Enter")
    screen.wait(r"\d+ of 25")
    screen.type("g")
    screen.press("Space", "Space")
    screen.wait(r"2 marked")
    screen.type("d")
    dialog = screen.wait(r"Type the number \d|\by yes\b|already")
    count = re.search(r"the number (\d)", dialog)
    screen.type(count[1] if count else "y")
    shown = screen.wait(r"(?s)apigateway:PATCH.*is\s+not\s+allowed", 15)
    if count:
        screen.wait(rf"{count[1]} of {count[1]}, {count[1]} failed")
        shown = re.sub(r"[│\s]+", " ", screen.text())
        equal("manager: a refusal is told for each",
              len(set(re.findall(r"apigateway:PATCH on arn:aws:apigateway:us-east-1::/apikeys/(\w+) is not allowed",
                                 shown))), int(count[1]))
    escape(screen)
    screen.type("*")
    time.sleep(0.1)
    lives(screen, "manager, several keys")

    world.under("operator")
    check("before asking again it is gone", "d disable" not in foot(screen), screen.text())
    screen.press("C-r")
    screen.wait(r"d disable", 15)
    escape(screen)
    escape(screen)
    escape(screen)
    screen.type("/walked")
    screen.press("Enter")
    screen.wait(r"(?m)^ *▌ *walked")
    screen.type("d")
    screen.wait(r"\by yes\b")
    screen.type("y")
    screen.wait(r"disabled walked at \d\d:\d\d:\d\d UTC", 15)
    world.under(None)
    key = [k for k in (world.client().get_api_keys(limit=500)["items"]) if k.get("name") == "walked"][0]
    equal("operator: the key is disabled", key["enabled"], False)
    screen.type("q")
    screen.wait(r"READY>", 15)
    screen.stop()
    program.home.stop()
    world.stop()


@story("a viewer who becomes an operator has keys and columns after asking again")
def promoted():
    world = World()
    world.under("viewer")
    program = Program(world.server)
    screen = Screen(program, 80, 24)
    screen.start()
    screen.wait(r"(?s)A policy denies apigateway:GET on", 30)
    screen.type("3")
    screen.wait(r"[\d,]+ used", 15)
    screen.type("2")
    screen.wait(r"(?m)^ Plans +\S")
    screen.wait(r"(?m)^.*\bStages\b.*\bKeys\b", 15, absent=True)
    world.under("operator")
    screen.press("C-r")
    screen.wait(r"(?m)^.*\bStages\b.*\bKeys\b", 20)
    screen.type("1")
    screen.wait(r"(?s)tollgate.*Name.*\n.*\S+.* (on|off)\b", 20)
    check("promoted: enabling or disabling is offered", re.search(r"d disable|e enable", foot(screen)), screen.text())
    screen.type("v")
    shown = screen.wait(r"Hidden again in \d+ s", 15)
    values = world.values()
    check("promoted: v shows the value", any(v in shown for v in values.values()), shown)
    escape(screen)
    # The other way round: what was allowed is taken away while the program runs.
    world.under("viewer")
    screen.press("C-r")
    screen.wait(r"(?i)not refreshed|apigateway:GET on", 20)
    screen.type("v")
    screen.wait(r"(?s)apigateway:GET on\s+arn:aws:apigateway:us-east-1::/apikeys", 15)
    lives(screen, "demoted")
    escape(screen)
    screen.type("q")
    screen.wait(r"READY>", 15)
    screen.stop()
    program.home.stop()
    world.stop()


@story("commands name the action, the ARN and the role that has it")
def commands():
    world = World()
    client = world.client()
    key = client.get_api_keys(limit=1)["items"][0]["id"]
    world.under("manager")
    program = Program(world.server)
    result = program.run("keys", "update", key, "--name", "other", "--yes")
    exits("manager: keys update", result, 77)
    check("manager: the sentences of keys update", re.search(
        rf"may not apigateway:PATCH on arn:aws:apigateway:us-east-1::/apikeys/{key}\. Ask for apigateway:PATCH on "
        rf"arn:aws:apigateway:us-east-1::/apikeys/{key} \(tollgate iam operator has it\)", result.err), result)
    result = program.run("keys", "disable", key, "--yes", "--output", "json")
    exits("manager: keys disable", result, 1)
    told = json.loads(result.out)[0]["error"]
    check("manager: the result names it", "apigateway:PATCH on arn:aws:" in json.dumps(told)
          and "tollgate iam operator" in json.dumps(told), told)
    world.under("viewer")
    result = program.run("keys", "list")
    exits("viewer: keys list", result, 77)
    check("viewer: an explicit deny is called one", re.search(
        r"may not apigateway:GET on arn:aws:apigateway:us-east-1::/apikeys \(an explicit deny\)", result.err), result)
    result = program.run("plans", "list")
    exits("viewer: plans list", result, 0)
    program.home.stop()
    world.stop()


checks.finish()
