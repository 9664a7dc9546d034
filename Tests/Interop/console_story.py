"""The built console in tmux, at two sizes: what a person does on the first day, key by key.

First in the embedded sandbox, then against moto's server, then with the judge in between.
"""

import os
import re
import signal
import sys

import boto3
import botocore.config

import support
from support import Checks, Judge, Moto, Program, Sandbox, wait_for
from support_tmux import Screen, Unseen, stories

checks = Checks("the console in tmux")
check, equal = checks.check, checks.equal
story = stories(checks)


# Titles stand in the second row.
KEYS = r"(?m)^ Keys +"
PLANS = r"(?m)^ Plans +[^› ]"
PLAN_KEYS = r"(?m)^ Plans › Keys of [^›]*$"
ONE_KEY = r"(?m)^ Plans › Keys of [^›]* › .*(enabled|disabled)$"


def title_of(screen):
    """The second row."""
    return screen.lines()[1]


def opened(screen, *arguments):
    """Starts the console and waits for its first keys."""
    screen.start(*arguments)
    return screen.wait(r"(?s)tollgate.*Name.*\n.*\S+.* (on|off)\b", 30)


def left(screen, name):
    """The console has gone and the terminal is as before."""
    screen.wait(r"READY>", 15)
    equal(f"{name}: the terminal is as before", screen.terminal_is_as_before(), "")


def first_day(screen, name, arguments, has_usage=True):
    """Plan, key, chart, disable with two keys, undo, filter, help, quit."""
    shown = opened(screen, *arguments)
    check(f"{name}: the header names the region", "us-east-1" in shown.split("\n")[0], shown)
    check(f"{name}: the view is called Keys", re.search(r"\bKeys\b", shown), shown)
    check(f"{name}: no row is wider than the screen",
          all(len(x) <= int(screen.fact("pane_width")) for x in shown.split("\n")), shown)
    title = screen.fact("pane_title")

    screen.type("2")
    screen.wait(PLANS)
    screen.press("Enter")
    screen.wait(PLAN_KEYS)
    shown = screen.wait(r"(?m)^.*\b(on|off)\b.*$")
    name_of_plan = re.search(r"Keys of (\S+)", shown)[1]
    # A narrow screen cuts names; their beginning is always there.
    screen.wait(r"(?m)^ ▌.*\s" + re.escape(name_of_plan[:6]))
    screen.press("Enter")
    shown = screen.wait(ONE_KEY)
    if has_usage:
        shown = screen.wait(r"[┤┼]", 20)
        check(f"{name}: the chart names its parts", "UTC" in shown and re.search(r"(?i)quota|used", shown), shown)
        check(f"{name}: the chart has bars", re.search(r"[▁▂▃▄▅▆▇█]", shown), shown)
        screen.type(".")
        screen.wait(r"90 days")
        screen.type(",")
        screen.wait(r"30 days")
    if "disabled" in title_of(screen):
        screen.type("e")
        screen.wait(r"(?i)enable .*\?")
        screen.type("y")
        screen.wait(r"(?m)^ Plans › .*· enabled")
    screen.type("d")
    dialog = screen.wait(r"\by yes\b")
    check(f"{name}: the dialog says disable", re.search(r"Disable .*\?", dialog), dialog)
    screen.press("Enter")
    check(f"{name}: Enter does nothing", "· enabled" in title_of(screen), screen.text())
    screen.type("y")
    screen.wait(r"(?m)^ Plans › .*· disabled", 15)
    screen.wait(r"disabled .* at \d\d:\d\d:\d\d UTC", 15)
    screen.type("z")
    screen.wait(r"Undo: .*\?", 15)
    screen.type("y")
    screen.wait(r"(?m)^ Plans › .*· enabled", 15)

    screen.press("Escape")
    shown = screen.wait(PLAN_KEYS)
    rows = [x for x in shown.split("\n") if re.search(r"\s(on|off)\s", x)]
    check(f"{name}: every key of the plan is shown as in the plan",
          rows and all(f" {name_of_plan[:6]}" in x for x in rows), shown)
    screen.press("Escape")
    screen.wait(PLANS)
    screen.type("1")
    screen.wait(KEYS)
    screen.type("/")
    screen.type("zzzz")
    screen.wait(r"(?<![\d,])0 of [\d,]+")
    screen.press("Escape")
    screen.wait(r"(?<![\d,])0 of [\d,]+", absent=True)
    screen.type("?")
    shown = screen.wait(r"Keys that work here")
    check(f"{name}: help names keys and what they do", re.search(r"enter +open", shown), shown)
    screen.type("disable")
    screen.wait(r"d +disable +Disable")
    screen.press("Escape")
    try:
        screen.wait(r"Keys that work here", 1.5, absent=True)
    except Unseen:  # The first one took back what was searched for.
        screen.press("Escape")
        screen.wait(r"Keys that work here", absent=True)
    screen.wait(KEYS)
    equal(f"{name}: the title of the terminal is left alone or says tollgate",
          "tollgate" in screen.fact("pane_title") or screen.fact("pane_title") == title, True, screen.fact("pane_title"))
    screen.type("q")
    left(screen, name)


for width, height in ((80, 24), (200, 50)):
    @story(f"the first day in the sandbox at {width}x{height}")
    def sandbox_story():
        screen = Screen(Program(), width, height)
        first_day(screen, f"{width}x{height}", ["--sandbox"])
        screen.stop()


@story("sizes from 1x1 to 500x200")
def sizes():
    screen = Screen(Program(), 100, 30)
    opened(screen, "--sandbox")
    for width, height in ((1, 1), (20, 5), (39, 8), (40, 8), (80, 24), (500, 200), (3, 60), (300, 2), (100, 30)):
        screen.resize(width, height)
        wait_for("the size", lambda: screen.fact("pane_width") == str(width), 5)
        if width >= 80 and height >= 24:
            screen.wait(r"(?s)tollgate.*Name", 10)
        elif 20 <= width < 40 and height >= 5:
            screen.wait(r"(?i)room|small|larger", 10)
        check(f"{width}x{height}: it lives", screen.child() is not None, screen.text())
    screen.type("q")
    left(screen, "sizes")
    screen.stop()


@story("signals: TERM, HUP, INT, and suspending")
def signals():
    screen = Screen(Program())
    for which in (signal.SIGTERM, signal.SIGHUP):
        opened(screen, "--sandbox")
        os.kill(screen.child(), which)
        left(screen, which.name)
    opened(screen, "--sandbox")
    screen.press("C-z")
    screen.wait(r"(?i)stopped", 10)
    equal("ctrl-z: the terminal is as before", screen.terminal_is_as_before(), "")
    screen.command("fg")
    screen.wait(r"(?s)tollgate.*Name", 10)
    screen.type("q")
    left(screen, "ctrl-z and fg")
    screen.stop()


@story("without credentials: what was tried, and what can be done")
def nobody():
    screen = Screen(Program())
    screen.start()
    shown = screen.wait(r"(?i)sandbox", 15)
    check("without credentials: the sources are named", re.search(r"environment|AWS_ACCESS_KEY_ID", shown), shown)
    check("without credentials: a way out", re.search(r"(?i)quit", shown) and re.search(r"(?i)profile", shown), shown)
    screen.type("q")
    left(screen, "without credentials")
    screen.stop()


@story("nobody at the endpoint: the error stands where the data would be")
def unreachable():
    program = Program(AWS_ENDPOINT_URL=f"http://127.0.0.1:{support.free_port()}", AWS_ACCESS_KEY_ID="AKIDNOBODY",
                      AWS_SECRET_ACCESS_KEY="nothing", AWS_REGION="us-east-1")
    screen = Screen(program)
    screen.start()
    screen.wait(r"(?i)127\.0\.0\.1[\s\S]*(reach|refused|answer)", 60)
    screen.type("q")
    left(screen, "unreachable")
    screen.stop()


@story("plain terminals: no colour, no UTF-8")
def plain():
    screen = Screen(Program(), 100, 30, NO_COLOR="1")
    opened(screen, "--sandbox")
    colours = [x for x in re.findall(r"\x1b\[([\d;]*)m", screen.coloured())
               if any(30 <= int(n or 0) <= 49 and n not in ("39", "49") or int(n or 0) >= 90 for n in x.split(";"))]
    equal("NO_COLOR: no colour", colours, [])
    screen.type("q")
    left(screen, "NO_COLOR")
    screen.stop()
    screen = Screen(Program(), 100, 30, LC_ALL="C", LANG="C")
    opened(screen, "--sandbox")
    shown = screen.text()
    check("LC_ALL=C: ASCII alone", all(ord(c) < 128 for c in shown), shown)
    screen.type("q")
    left(screen, "LC_ALL=C")
    screen.stop()


def seeded(moto):
    """Keys and a plan on moto, made by boto3."""
    theirs = boto3.client("apigateway", endpoint_url=moto.endpoint, region_name="us-east-1",
                          aws_access_key_id=moto.access, aws_secret_access_key=moto.secret)
    plan = theirs.create_usage_plan(name="basic", throttle={"rateLimit": 10, "burstLimit": 5},
                                    quota={"limit": 1000, "period": "MONTH"})["id"]
    for name in ("acme-mobile", "globex-web", "evil\x1b]0;owned\x07\u202e名前"):
        key = theirs.create_api_key(name=name, enabled=True)["id"]
        theirs.create_usage_plan_key(usagePlanId=plan, keyId=key, keyType="API_KEY")
    return theirs


@story("the first day on moto")
def on_moto():
    moto = Moto()
    theirs = seeded(moto)
    program = Program(moto)
    screen = Screen(program)
    opened(screen)
    shown = screen.text()
    check("moto: the endpoint is named", moto.endpoint.removeprefix("http://") in shown, shown)
    check("moto: foreign text is escaped", "owned" not in screen.fact("pane_title"), screen.fact("pane_title"))
    screen.type("q")
    left(screen, "moto")
    first_day(screen, "moto", [], has_usage=False)
    equal("moto: every key is enabled again", [k["enabled"] for k in theirs.get_api_keys()["items"]], [True] * 3)
    screen.stop()
    moto.stop()


if support.judge_is_here():
    @story("the first day through the judge")
    def judged():
        sandbox = Sandbox("--keys", "60", "--plans", "6")
        judge = Judge(sandbox)
        screen = Screen(Program(judge), 120, 40)
        first_day(screen, "judge", [])
        records = judge.records()
        check("judge: there were requests", len(records) > 5, len(records))
        wrong = [(r["method"], r["path"], r["signature"], r["model"]) for r in records if r["signature"] or r["model"]]
        equal("judge: every request is right", wrong, [])
        equal("judge: two changes, each once", [r["op"] for r in records if r["method"] == "PATCH"],
              ["UpdateApiKey", "UpdateApiKey"])
        screen.stop()
        judge.stop()
        sandbox.stop()

checks.finish()
