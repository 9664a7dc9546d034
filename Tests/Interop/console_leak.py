"""The built console in tmux, the day a key leaks: paste, disable, proof, report, replacement, journal.

Whatever is typed and shown, the key's value is never on the screen, nor in the title or the messages.
"""

import pathlib
import re
import stat
import tempfile
import time

import boto3
import botocore.config

from support import Checks, Program, Sandbox, wait_for
from support_tmux import Screen, stories

checks = Checks("the console in tmux, a leak")
check, equal = checks.check, checks.equal
story = stories(checks)


def theirs(sandbox):
    """boto3 on a sandbox."""
    return boto3.client(
        "apigateway", endpoint_url=sandbox.endpoint, region_name="us-east-1", aws_access_key_id=sandbox.access,
        aws_secret_access_key=sandbox.secret, config=botocore.config.Config(retries={"total_max_attempts": 5}))


def member(gateway):
    """An enabled key of a plan, with its value."""
    keys = {k["id"]: k for k in gateway.get_api_keys(limit=500, includeValues=True)["items"]}
    names = [k.get("name") for k in keys.values()]
    for plan in gateway.get_usage_plans(limit=500)["items"]:
        if not plan.get("apiStages") or not plan.get("quota"):
            continue
        for item in gateway.get_usage_plan_keys(usagePlanId=plan["id"], limit=500)["items"]:
            key = keys.get(item["id"])
            if key and key["enabled"] and key.get("name") and names.count(key["name"]) == 1:
                return plan, key
    raise AssertionError("the sandbox has no key that fits")


class Watched(Screen):
    """A screen that remembers whether a value was ever seen on it."""

    secret = None
    seen = False

    def text(self):
        text = super().text()
        if self.secret and self.secret in text.replace("\n", ""):
            self.seen = True
        return text

    def paste(self, text):
        """Pastes as a terminal does: bracketed, newlines and all."""
        path = self.folder / "buffer"
        path.write_text(text)
        path.chmod(0o600)
        self.tmux("load-buffer", str(path))
        path.unlink()
        self.tmux("paste-buffer", "-p", "-d", "-t", "check")


def opened(screen, *arguments):
    """Starts the console and waits for its first keys."""
    screen.start(*arguments)
    return screen.wait(r"(?s)tollgate.*Name.*\n.*\S+.* (on|off)\b", 60)


def closed(screen, name):
    """Quits and looks at what is left of the terminal."""
    screen.type("q")
    screen.wait(r"READY>", 20)
    equal(f"{name}: the terminal is as before", screen.terminal_is_as_before(), "")


for width, height in ((80, 24), (200, 50)):
    @story(f"a leak at {width}x{height}: paste, d, y, the log, the report")
    def leak():
        sandbox = Sandbox("--keys", "120", "--plans", "6", "--unlimited")
        gateway = theirs(sandbox)
        plan, key = member(gateway)
        screen = Watched(Program(sandbox), width, height)
        screen.secret = key["value"]
        opened(screen)

        screen.type("L")
        screen.wait(r"Leaked key")
        text = f"2026-11-21 GET /orders\nx-api-key: {key['value']}\n\ny\nd\ny\n"
        screen.paste(text)
        screen.wait(r"2026-1… · 6 lines")
        equal(f"{width}: a paste changes nothing", gateway.get_api_key(apiKey=key["id"])["enabled"], True)
        screen.press("Enter")
        shown = screen.wait(r"d disable now", 30)
        check(f"{width}: the key is named", key["name"][:12] in shown, shown)
        check(f"{width}: the id is named", key["id"] in shown, shown)
        screen.wait(r"Opens +\S+/\S+", 30)
        screen.wait(r"Used +[\d,]+ today, [\d,]+ in 90 days", 30)
        screen.wait(r"Managed by +[^…\s]", 30)
        screen.type("D")
        shown = screen.wait(r"tollgate keys revoke")
        check(f"{width}: the request is shown", re.search(r"PATCH /apikeys/" + key["id"], shown), shown)
        screen.press("Escape")
        time.sleep(0.3)
        screen.type("d")
        screen.wait(r"Disable .* now\?")
        screen.press("Enter")
        screen.paste("y\n")
        screen.wait(r"Pasting confirms nothing")
        equal(f"{width}: Enter and a pasted y do nothing", gateway.get_api_key(apiKey=key["id"])["enabled"], True)
        screen.type("y")
        screen.wait(r"disabled \S+ \d\d:\d\d:\d\d UTC \(\d+ ms", 20)
        screen.wait(r"read back: disabled", 20)
        equal(f"{width}: it is off", gateway.get_api_key(apiKey=key["id"])["enabled"], False)
        screen.wait(r"silent for \d+:\d\d|disabled, not proven|proven", 60)

        folder = pathlib.Path(tempfile.mkdtemp(prefix="tollgate-report-"))
        screen.type("w")
        screen.wait(r"Report to:")
        screen.press("C-u")
        screen.type(f"{folder}/a.md")
        screen.press("Enter")
        wait_for("the report", lambda: (folder / "a-notice.md").exists(), 60)
        screen.wait(r"report written to")
        for file in sorted(folder.iterdir()):
            equal(f"{width}: {file.name} is 0600", stat.S_IMODE(file.stat().st_mode), 0o600)
            check(f"{width}: {file.name} has no value", key["value"] not in file.read_text(), file)
        equal(f"{width}: three files", sorted(x.name for x in folder.iterdir()), ["a-notice.md", "a.json", "a.md"])
        screen.press("Escape")
        screen.wait(r"Leaked key", absent=True)

        screen.type("z")
        time.sleep(1.5)
        equal(f"{width}: undo does not enable it", gateway.get_api_key(apiKey=key["id"])["enabled"], False)
        if re.search(r"Undo: ", screen.text()):
            screen.press("Escape")
            time.sleep(0.3)

        # The journal has it, with its chain intact; an entry shows what was before and after.
        screen.type("6")
        screen.wait(r"chain of [\d,]+ holds", 20)
        screen.wait(r"(?m)^ ▌.*done")
        screen.press("Enter")
        screen.wait(r"enabled → disabled", 10)
        screen.press("Escape")
        screen.wait(r"chain of")

        # The same text again: it is said to be off already.
        screen.type("1")
        screen.wait(r"(?m)^ Keys +")
        screen.type("L")
        screen.wait(r"nothing yet")
        screen.paste(key["value"])
        screen.press("Enter")
        screen.wait(r"disabled already|revoked as leaked", 30)
        screen.press("Escape")
        screen.wait(r"Leaked key", absent=True)

        # Switched on behind our back, it is shouted about, and enabling takes the name.
        gateway.update_api_key(apiKey=key["id"], patchOperations=[dict(op="replace", path="/enabled", value="true")])
        screen.press("C-r")
        screen.wait(r"revoked, enabled again", 30)
        check(f"{width}: the title has no value", key["value"] not in screen.fact("pane_title"))
        screen.type(":messages")
        screen.press("Enter")
        screen.wait(r"Messages")
        closed(screen, f"{width}")
        equal(f"{width}: the value was never on the screen", screen.seen, False)
        screen.stop()
        sandbox.stop()


@story("a value typed after / and : is kept nowhere and offers the search")
def typed():
    sandbox = Sandbox("--keys", "20", "--plans", "3", "--unlimited")
    _, key = member(theirs(sandbox))
    screen = Watched(Program(sandbox))
    screen.secret = key["value"]
    opened(screen)
    for sign in ":/":
        screen.type(sign)
        screen.paste(key["value"])
        screen.wait(r"looks like a key's value")
        screen.press("Enter")
        screen.wait(r"40 characters")
        screen.press("Escape")
        screen.wait(r"Leaked key", absent=True)
        time.sleep(0.3)
        screen.type(sign)
        screen.press("Up")
        time.sleep(0.3)
        check(f"{sign} has no history of it", key["value"][:6] not in screen.text(), screen.text())
        screen.press("Escape")
        time.sleep(0.3)
    equal("the value was never on the screen", screen.seen, False)
    closed(screen, "typed")
    screen.stop()
    sandbox.stop()


@story("nothing found, and two keys of which one is chosen")
def found():
    sandbox = Sandbox("--keys", "60", "--plans", "6", "--unlimited")
    gateway = theirs(sandbox)
    keys = gateway.get_api_keys(limit=500, includeValues=True)["items"]
    screen = Watched(Program(sandbox), 100, 30)
    opened(screen)
    screen.type("L")
    screen.wait(r"nothing yet")
    screen.paste("k3Jq9Zr1Xw8Tn5Vb2Ym6Lp4Cs7Dd0Ff9Gg8Hh7Jj")
    screen.press("Enter")
    screen.wait(r"Nothing found: none of 60 keys", 30)
    screen.press("Escape")
    screen.wait(r"Leaked key", absent=True)
    screen.type("L")
    screen.wait(r"nothing yet")
    one, other = [k for k in keys if k["enabled"]][:2]
    screen.paste(f"{one['value']}\n{other['value']}\n")
    screen.press("Enter")
    screen.wait(r"2 different keys; each is acted on by itself", 30)
    screen.type("j")
    screen.type("d")
    screen.wait(r"Disable .* now\?")
    screen.type("y")
    screen.wait(r"read back: disabled", 30)
    now = {k["id"]: k["enabled"] for k in gateway.get_api_keys(limit=500)["items"]}
    equal("exactly one of the two is off", sorted((now[one["id"]], now[other["id"]])), [False, True])
    screen.press("Escape")
    screen.wait(r"Leaked key", absent=True)
    closed(screen, "found")
    screen.stop()
    sandbox.stop()


@story("a rotation: r, the form, the view, roll back")
def rotation():
    sandbox = Sandbox("--keys", "60", "--plans", "6", "--unlimited")
    gateway = theirs(sandbox)
    plan, key = member(gateway)
    screen = Watched(Program(sandbox), 120, 36)
    opened(screen)
    screen.type(f"/{key['name']}")
    screen.wait(r"(?<![\d,])1 of 60")
    screen.press("Enter")
    screen.type("r")
    screen.wait(r"up to twice the quota")
    screen.press("Enter")
    screen.wait(r"y yes", 30)
    screen.type("y")
    screen.wait(r"both work until", 60)
    screen.press("Escape")
    screen.wait(r"both work until", absent=True)
    twins = [k for k in gateway.get_api_keys(limit=500, includeValues=True)["items"] if k.get("name") == key["name"]]
    equal("two keys have the name", len(twins), 2)
    new = next(k for k in twins if k["id"] != key["id"])
    screen.secret = new["value"]
    members = [k["id"] for k in gateway.get_usage_plan_keys(usagePlanId=plan["id"], limit=500)["items"]]
    check("both are in the plan", key["id"] in members and new["id"] in members, members)
    screen.type("5")
    screen.wait(r"(?m)^ ▌.*both work", 30)
    screen.press("Enter")
    shown = screen.wait(r"Used together")
    check("both ids are shown", key["id"] in shown and new["id"] in shown, shown)
    screen.wait(r"now +both keys work")
    screen.press("Escape")
    screen.wait(r"(?m)^ Rotations +")
    time.sleep(0.3)
    screen.type("B")
    screen.wait(r"Type .* to go on")
    screen.type(key["name"])
    screen.wait(r"rolled back|Roll back", 30)
    screen.press("Escape")
    screen.wait(r"(?m)^ ▌.*rolled back", 30)
    off = gateway.get_api_key(apiKey=new["id"])["enabled"]
    equal("the new key is off, the old one on", (off, gateway.get_api_key(apiKey=key["id"])["enabled"]), (False, True))
    equal("the new value was never on the screen", screen.seen, False)
    closed(screen, "rotation")
    screen.stop()
    sandbox.stop()


@story("from Enter to disabled for a key that is known")
def speed():
    sandbox = Sandbox("--keys", "400", "--plans", "9", "--unlimited")
    gateway = theirs(sandbox)
    _, key = member(gateway)
    screen = Watched(Program(sandbox), 100, 30)
    opened(screen)
    time.sleep(3)
    screen.type("L")
    screen.wait(r"nothing yet")
    screen.paste(key["value"])
    screen.wait(r"40 characters")
    began = time.monotonic()
    screen.press("Enter")
    while not re.search(r"d disable now", screen.text()):
        assert time.monotonic() - began < 20, screen.text()
    screen.type("d")
    while not re.search(r"Disable .* now\?", screen.text()):
        assert time.monotonic() - began < 20, screen.text()
    screen.type("y")
    while not re.search(r"disabled \S+ \d\d:\d\d", screen.text()):
        assert time.monotonic() - began < 20, screen.text()
    took = time.monotonic() - began
    print(f"    Enter, d, y and reading the screen through tmux: {took * 1000:.0f} ms", flush=True)
    screen.press("Escape")
    screen.wait(r"Leaked key", absent=True)
    closed(screen, "speed")
    screen.stop()
    sandbox.stop()


if __name__ == "__main__":
    checks.finish()
