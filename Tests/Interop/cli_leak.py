"""Leaks by commands, against the sandbox: found in every shape, cut off, proven, reported, remembered."""

import hashlib
import json
import os
import pty
import re
import select
import sqlite3
import stat
import subprocess
import time
import urllib.error
import urllib.request

import boto3
import botocore.config

import support
import support_shapes as shapes
from support import Checks, Judge, Program, Sandbox, judge_is_here

checks = Checks("leaks by commands, against the sandbox")
check, equal, exits = checks.check, checks.equal, checks.exits

sandbox = Sandbox("--keys", "60", "--plans", "6", "--unlimited", "--propagation", "1")
judge = Judge(sandbox) if judge_is_here() else None
server = judge or sandbox
p = Program(server)
behind = boto3.client(
    "apigateway", endpoint_url=sandbox.endpoint, region_name="us-east-1", aws_access_key_id=sandbox.access,
    aws_secret_access_key=sandbox.secret, config=botocore.config.Config(retries={"max_attempts": 0}))
misjudged = []


def records():
    """What left the process since the last look; None without the judge."""
    if not judge:
        return None
    found = judge.records()
    judge.clear()
    misjudged.extend((r["method"], r["path"], r["signature"], r["model"]) for r in found if r["signature"] or r["model"])
    return found


def changed_nothing(name):
    found = records()
    if found is not None:
        equal(f"{name}: no changing request leaves",
              [(r["method"], r["path"]) for r in found if r["service"] == "apigateway" and r["method"] != "GET"], [])


def good(name, result, one, code=0):
    exits(name, result, code)
    found = result.json
    if check(f"{name}: stdout is JSON", found is not None, result):
        equal(f"{name}: shape", one(found), "", result)
    return found or {}


def all_keys():
    return [k for page in behind.get_paginator("get_api_keys").paginate(includeValues=True) for k in page["items"]]


def enabled(key):
    return behind.get_api_key(apiKey=key)["enabled"]


def plans_of(key):
    return sorted(x["id"] for x in behind.get_usage_plans(keyId=key, limit=500)["items"])


keys = all_keys()
names = [k.get("name", "") for k in keys]
own = [k for k in keys if k["enabled"] and len(k["id"]) <= 20 and plans_of(k["id"]) and k.get("name") and names.count(k["name"]) == 1]
first, second, third, fourth, fifth, sixth = own[:6]
values = [k["value"] for k in keys]


def quiet(name, result):
    """No value that was in play is shown."""
    said = result.out + result.err
    check(f"{name}: no value is shown", not any(v in said for v in values), result)


# -- Finding, in every shape ------------------------------------------------------------------------------------------

value = first["value"]
digest = hashlib.sha256(value.encode()).hexdigest()
gitleaks = json.dumps([{"RuleID": "generic-api-key", "Match": f"x-api-key: {value}", "Secret": value, "File": "a.sh",
                        "StartLine": 3}], indent=1)
truffle = json.dumps({"DetectorName": "Custom", "Verified": False, "Raw": value, "Redacted": ""})
sarif = json.dumps({"version": "2.1.0", "runs": [{"results": [{"locations": [{"physicalLocation": {
    "region": {"startLine": 1, "snippet": {"text": value}}}}]}]}]})
for name, text, by, sure in (
    ("a value", value, "value", ("exact",)),
    ("a value in a request", f"GET /orders HTTP/1.1\nHost: x\nx-api-key: {value}\n\n", "value", ("exact",)),
    ("a value in a diff", f"--- a\n+++ b\n-key = \"old\"\n+key = \"{value}\"\n", "value", ("exact",)),
    ("a value in JSON", json.dumps({"a": {"apiKey": value}}), "value", ("exact",)),
    ("a scanner's JSON", gitleaks, "value", ("exact",)),
    ("a scanner's lines", truffle, "value", ("exact",)),
    ("SARIF", sarif, "value", ("exact",)),
    ("first and last letters", f"{value[:6]}...{value[-7:]}", "prefixSuffix", ("certain", "exact")),
    ("first and last letters with an ellipsis", f"{value[:6]}…{value[-7:]}", "prefixSuffix", ("certain", "exact")),
    ("the last six letters", "API Key: " + "*" * 34 + value[-6:], "suffix", ("certain",)),
    ("the last four letters", "****" + value[-4:], "suffix", ("candidate",)),
    ("a SHA-256", digest, "sha256", ("exact",)),
    ("a part of a SHA-256", digest[:12], "sha256", ("certain", "candidate")),
    ("an id", first["id"], "id", ("exact",)),
    ("a name", first["name"], "name", ("exact", "certain", "candidate")),
):
    result = p.json("keys", "find", stdin=text)
    found = good(f"find {name}", result, shapes.leak)
    equal(f"find {name}: that key alone", [m["id"] for m in found.get("matches", [])], [first["id"]], result)
    for m in found.get("matches", [])[:1]:
        equal(f"find {name}: what named it", m["matchedBy"], by, result)
        check(f"find {name}: how sure it is", m["confidence"] in sure, result)
        equal(f"find {name}: its plans", sorted(x["id"] for x in m["plans"]), plans_of(first["id"]), result)
    quiet(f"find {name}", result)
    changed_nothing(f"find {name}")
lines = f"nothing here\n{second['value']}\nagain {first['value']} and {first['value']}\n"
two = good("find two keys", p.json("keys", "find", stdin=lines), shapes.leak)
equal("find two keys: one entry a key, first lines", [(m["id"], m["line"]) for m in two.get("matches", [])],
      [(second["id"], 2), (first["id"], 3)])
announced = Program(sandbox).json("keys", "find", stdin=fifth["value"])
check("asking for values is announced", re.search("value", announced.err, re.I) and "CloudTrail" in announced.err, announced)
records()
known = good("find a known key", p.json("keys", "find", stdin=second["value"]), shapes.leak)
sent = records()
if sent is not None:
    equal("find a known key: two requests", sorted(r["op"] for r in sent if r["service"] == "apigateway"),
          ["GetApiKey", "GetUsagePlans"])
nothing = p.json("keys", "find", stdin="no key of anybody: " + "q1W2" * 10 + "\n")
found = good("find nothing", nothing, shapes.leak, code=3)
equal("find nothing: no match, one piece that looks like one", (found.get("matches"), found.get("unmatched")), ([], 1),
      nothing)
good("find in nothing at all", p.json("keys", "find", stdin=""), shapes.leak, code=3)
table = p.run("keys", "find", stdin=value)
exits("find as a table", table, 0)
check("find as a table: the key", first["id"] in table.out and re.match(r"Id +Name", table.out), table)
quiet("find as a table", table)
as_csv = p.run("keys", "find", "-o", "csv", stdin=value)
check("find as CSV: the same columns", as_csv.out.startswith("id,name,enabled,plans,matchedBy,confidence,line,context"),
      as_csv)

text_file = p.home.path / "leak.txt"
text_file.write_text("\n" * 9 + value + "\n")
found = good("find --from", p.json("keys", "find", "--from", str(text_file)), shapes.leak)
equal("find --from: the line", [m["line"] for m in found.get("matches", [])], [10])
big = p.home.path / "big.log"
with big.open("w") as f:
    for number in range(60_000):
        f.write(f"2026-11-21T08:00:00Z INFO request {number} served in 12 ms by worker seven, nothing to see\n")
    f.write(f"x-api-key: {value}")
found = good("find in 5 MB", p.json("keys", "find", "--from", str(big), timeout=300), shapes.leak)
equal("find in 5 MB: the last line", [m["line"] for m in found.get("matches", [])], [60_001])
binary = p.home.path / "binary"
binary.write_bytes(bytes(range(256)) * 64 + b"\n" + value.encode() + b"\x00\xff")
found = good("find in what is no text", p.json("keys", "find", "--from", str(binary)), shapes.leak)
equal("find in what is no text: that key", [m["id"] for m in found.get("matches", [])], [first["id"]])

for verb in ("find", "revoke"):
    for words in ([value], ["--", value], ["--from", str(text_file), value], ["-" + value]):
        result = p.json("keys", verb, *words)
        exits(f"keys {verb} with an argument", result, 64)
        check(f"keys {verb} with an argument: it is not repeated", value not in result.out + result.err, result)
        equal(f"keys {verb} with an argument: stdout is empty", result.out, "")
    exits(f"keys {verb} with an argument: it says why", p.run("keys", verb, value), 64, "argument", "--from")
    result = p.json("keys", verb, "--from", value)
    exits(f"keys {verb} --from a value", result, 65)
    check(f"keys {verb} --from a value: it is not repeated", value not in result.out + result.err, result)
    exits(f"keys {verb} --from a file that is not there", p.json("keys", verb, "--from", "/nowhere/leak.txt"), 65, "nowhere")
    exits(f"keys {verb} --from a folder", p.json("keys", verb, "--from", str(p.home.path)), 65)
records()


def on_terminal(words, typed, seconds=60):
    """Runs the program with a terminal as stdin and stderr; returns its code, stdout and what the terminal showed."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen([support.BINARY, *words], stdin=theirs, stderr=theirs, stdout=subprocess.PIPE,
                             env=p.home.environment(**p.variables), start_new_session=True)
    os.close(theirs)
    seen, end = b"", time.monotonic() + seconds
    for waits_for, text in typed:
        while waits_for.encode() not in seen and time.monotonic() < end:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    seen += os.read(ours, 65536)
                except OSError:
                    break
            elif child.poll() is not None:
                break
        time.sleep(0.3)
        os.write(ours, text.encode())
    out = b""
    while time.monotonic() < end:
        ready = select.select([ours, child.stdout], [], [], 0.2)[0]
        try:
            if ours in ready:
                seen += os.read(ours, 65536)
        except OSError:
            pass
        if child.stdout in ready:
            piece = os.read(child.stdout.fileno(), 65536)
            out += piece
            if not piece:
                break
        elif not ready and child.poll() is not None:
            break
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    child.stdout.close()
    os.close(ours)
    return child.returncode, out.decode(), seen.decode("utf-8", "replace")


paste = "some log\n\nwith an empty line, " + "long " * 2000 + f"\nx-api-key: {value}\n\n"
code, out, seen = on_terminal(["keys", "find", "-o", "json"], [("Paste", paste)])
equal("find on a terminal: found in a paste with an empty line and a long one", (code, [m["id"] for m in json.loads(
    out or '{"matches":[]}')["matches"]]), (0, [first["id"]]), seen)
check("find on a terminal: nothing is echoed", value not in seen and "some log" not in seen, seen)
code, out, seen = on_terminal(["keys", "revoke", "--from", str(text_file)], [("to go on:", "\n")])
equal("revoke on a terminal: Enter alone refuses", (code, enabled(first["id"])), (4, True), seen)
check("revoke on a terminal: names the key before", first["name"] in seen and first["id"] in seen, seen)

# -- What is not acted on ---------------------------------------------------------------------------------------------

records()
for name, words, text, code, says in (
    ("two different keys", ["--yes"], lines, 4, [first["name"], second["name"], "--all-matches"]),
    ("a candidate", ["--yes"], "****" + value[-4:], 4, [first["name"]]),
    ("nothing", ["--yes"], "nothing at all", 3, []),
    ("without --yes and a terminal", [], value, 4, ["--yes"]),
    ("read-only", ["--yes", "--read-only"], value, 4, ["read-only"]),
    ("a report that is there", ["--yes", "--report", str(text_file)], value, 4, ["exists"]),
    ("a report in no folder", ["--yes", "--report", "/nowhere/r.md"], value, 4, ["nowhere"]),
    ("delivery to a file that is there", ["--yes", "--replace", "--deliver", f"file:{text_file}"], value, 4, ["exists"]),
    ("a probe that is no URL", ["--yes", "--probe", "example"], value, 64, ["URL"]),
    ("a wait that is no time", ["--yes", "--wait-silent", "long"], value, 64, ["wait-silent"]),
    ("--deliver without --replace", ["--yes", "--deliver", "stdout"], value, 64, ["--replace"]),
):
    result = p.json("keys", "revoke", *words, stdin=text)
    exits(f"revoke, {name}", result, code, *says)
    equal(f"revoke, {name}: stdout is empty", result.out, "", result)
    quiet(f"revoke, {name}", result)
    changed_nothing(f"revoke, {name}")
    equal(f"revoke, {name}: both are on", (enabled(first["id"]), enabled(second["id"])), (True, True))
tried = p.json("keys", "revoke", "--dry-run", stdin=value)
planned = good("revoke --dry-run", tried, lambda x: shapes.all_of(shapes.planned, x)) or []
equal("revoke --dry-run: one PATCH", [(r["method"], r["path"]) for r in planned], [("PATCH", f"/apikeys/{first['id']}")])
changed_nothing("revoke --dry-run")

# -- Cutting off ------------------------------------------------------------------------------------------------------

report = p.home.path / "incident.md"
done = p.json("keys", "revoke", "--yes", "--report", str(report), stdin=f"pasted by a reporter: {value}\n", timeout=240)
out = good("revoke --report", done, shapes.revoked)
equal("revoke: what it says", (out.get("keyId"), out.get("disabled"), out.get("verified"), out.get("proof")),
      (first["id"], True, True, "none"))
equal("revoke: it is off", enabled(first["id"]), False)
check("revoke: its log has times and the request", re.search(r"\d\d:\d\d:\d\d UTC +disabled .*request id", done.err), done)
quiet("revoke", done)
for path in (report, report.with_suffix(".json"), p.home.path / "incident-notice.md"):
    if check(f"the report: {path.name} is there", path.exists(), done):
        equal(f"the report: {path.name} is for its owner alone", stat.S_IMODE(path.stat().st_mode), 0o600)
        text = path.read_text()
        check(f"the report: {path.name} has no value", text.strip() and not any(v in text for v in values), text[:2000])
if report.exists():
    text = report.read_text()
    check("the report: key, when, who and request", first["id"] in text and "arn:aws" in text and
          re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text), text[:3000])
    check("the report as JSON parses", isinstance(json.loads(report.with_suffix(".json").read_text()), dict))
sent = records()
again = p.json("keys", "find", stdin=value)
exits("find a revoked key", again, 0, "disabled already", r"revoked as leaked on \d{4}-\d\d-\d\d")
exits("revoke again", p.json("keys", "revoke", "--yes", stdin=value), 0)

undo = p.json("undo", "--yes")
check("undo never takes a revocation back", undo.code in (3, 4) and not enabled(first["id"]), undo)
exits("enable a revoked key without --yes", p.json("keys", "enable", first["id"]), 4, "revoked")
equal("enable a revoked key without --yes: it is off", enabled(first["id"]), False)
loud = p.json("keys", "enable", first["id"], "--yes")
exits("enable a revoked key with --yes", loud, 0, "WARNING", r"revoked as leaked on \d{4}")
exits("revoke it once more", p.json("keys", "revoke", "--yes", stdin=value), 0)
behind.update_api_key(apiKey=first["id"], patchOperations=[{"op": "replace", "path": "/enabled", "value": "true"}])
for words in (["keys", "list"], ["keys", "show", first["id"]]):
    exits(f"{' '.join(words[:2])} shouts about a revoked key that is on", p.json(*words), 0, "WARNING", first["name"],
          "revoked as leaked")
code, out, seen = on_terminal(["keys", "revoke", "--from", str(text_file), "-o", "json"], [("to go on:", "y\n")])
equal("revoke on a terminal: y does it", (code, enabled(first["id"])), (0, False), seen)
check("revoke on a terminal: shape", not shapes.revoked(json.loads(out or "{}")), out)

several = p.json("keys", "revoke", "--yes", "--all-matches", stdin=f"{second['value']}\n{third['value']}\n")
out = good("revoke --all-matches", several, lambda x: shapes.all_of(shapes.revoked, x))
equal("revoke --all-matches: both", ([x["keyId"] for x in out or []], enabled(second["id"]), enabled(third["id"])),
      ([second["id"], third["id"]], False, False))

target = p.home.path / "new.key"
replaced = p.json("keys", "revoke", "--yes", "--replace", "--deliver", f"file:{target}", stdin=fourth["value"], timeout=240)
out = good("revoke --replace", replaced, shapes.revoked)
new = out.get("replacementKeyId")
if check("revoke --replace: names the new key", new, replaced):
    fresh = behind.get_api_key(apiKey=new, includeValue=True)
    equal("revoke --replace: the new one is on, in the same plans, with the same name",
          (fresh["enabled"], plans_of(new), fresh["name"]), (True, plans_of(fourth["id"]), fourth["name"]))
    equal("revoke --replace: the old one is off", enabled(fourth["id"]), False)
    equal("revoke --replace: the file has its value", target.read_text().strip(), fresh["value"])
    equal("revoke --replace: the file is for its owner alone", stat.S_IMODE(target.stat().st_mode), 0o600)
    check("revoke --replace: the value is nowhere else", fresh["value"] not in replaced.out + replaced.err)
    exits("revoke --replace: how to get it again", replaced, 0, "--show-value")

# -- Proof ------------------------------------------------------------------------------------------------------------


def answer(url, value=None):
    """What the data plane answers."""
    try:
        request = urllib.request.Request(url, headers={"x-api-key": value} if value else {})
        with urllib.request.urlopen(request, timeout=10) as found:
            return found.status
    except urllib.error.HTTPError as refused:
        return refused.code


def opens(key, value):
    """A URL of the data plane that a key opens and nobody without one."""
    for plan in behind.get_usage_plans(keyId=key, limit=500)["items"]:
        for s in plan.get("apiStages", []):
            for r in behind.get_resources(restApiId=s["apiId"], limit=500)["items"]:
                if "GET" in r.get("resourceMethods", {}) and "{" not in r["path"]:
                    url = f"{sandbox.endpoint}/restapis/{s['apiId']}/{s['stage']}/_user_request_{r['path']}"
                    if (answer(url), answer(url, value)) == (403, 200):
                        return url
    return None


url = opens(fifth["id"], fifth["value"])
if check("a URL that the key opens", url):
    proven = p.json("keys", "revoke", "--yes", "--probe", url, stdin=fifth["value"], timeout=300)
    out = good("revoke --probe", proven, shapes.revoked)
    equal("revoke --probe: proven by it", (out.get("disabled"), out.get("proof")), (True, "probe"), proven)
    check("revoke --probe: over 30 s", proven.seconds >= 30, proven.seconds)
    wrong = p.json("keys", "revoke", "--yes", "--probe", url + "/no/such/path", stdin=sixth["value"], timeout=300)
    out = good("revoke --probe of a wrong path", wrong, shapes.revoked)
    equal("revoke --probe of a wrong path: no proof", (out.get("disabled"), out.get("proof")), (True, "none"), wrong)
    exits("revoke --probe of a wrong path", wrong, 0, "not proven")

api = next(x for x in behind.get_rest_apis(limit=500)["items"] if x["name"] == "orders-api")


def customer(name, stage):
    """A new key that opens one stage of orders-api, and the URL to call there."""
    plan = behind.create_usage_plan(name=f"{name}-plan", apiStages=[{"apiId": api["id"], "stage": stage}])
    key = behind.create_api_key(name=name, enabled=True)
    values.append(key["value"])
    behind.create_usage_plan_key(usagePlanId=plan["id"], keyId=key["id"], keyType="API_KEY")
    return key, f"{sandbox.endpoint}/restapis/{api['id']}/{stage}/_user_request_/orders"


logged, url = customer("logged", "prod")
unlogged, _ = customer("unlogged", "dev")
end = time.monotonic() + 20
while answer(url, logged["value"]) != 200 and time.monotonic() < end:
    time.sleep(0.5)
log_report = p.home.path / "logged.md"
silent = p.json("keys", "revoke", "--yes", "--wait-silent", "5s", "--report", str(log_report), stdin=logged["value"],
                timeout=300)
out = good("revoke --wait-silent", silent, shapes.revoked)
equal("revoke --wait-silent: proven by the logs", (out.get("disabled"), out.get("proof")), (True, "logs"), silent)
check("revoke --wait-silent: at least so long", silent.seconds >= 5, silent.seconds)
equal("revoke --wait-silent: callers are refused", answer(url, logged["value"]), 403)
quiet("revoke --wait-silent", silent)
text = log_report.read_text() if log_report.exists() else ""
check("revoke --wait-silent: the report says by what", "Proven by the access logs" in text and
      "orders-api/prod have no request with the key" in text, text)
check("revoke --wait-silent: the report counts today", re.search(r"today \(UTC\): [1-9]", text), text)
blind = p.json("keys", "revoke", "--yes", "--wait-silent", "5s", stdin=unlogged["value"], timeout=300)
out = good("revoke --wait-silent without a log", blind, shapes.revoked)
equal("revoke --wait-silent without a log: disabled, no proof", (out.get("disabled"), out.get("proof")), (True, "none"),
      blind)
exits("revoke --wait-silent without a log: says so", blind, 0, "orders-api/dev has no access log")

# -- A whole tier -----------------------------------------------------------------------------------------------------

plan = next(x for x in behind.get_usage_plans(limit=500)["items"] if x.get("apiStages"))
before = behind.get_usage_plan(usagePlanId=plan["id"])["apiStages"]
exits("plans suspend without --yes", p.json("plans", "suspend", plan["id"]), 4, "--yes")
records()
tried = p.json("plans", "suspend", plan["id"], "--dry-run")
good("plans suspend --dry-run", tried, lambda x: shapes.all_of(shapes.planned, x))
changed_nothing("plans suspend --dry-run")
out = good("plans suspend", p.json("plans", "suspend", plan["id"], "--yes"), shapes.plan)
equal("plans suspend: no stage is left", (out.get("apiStages"), behind.get_usage_plan(usagePlanId=plan["id"]).get(
    "apiStages", [])), ([], []))
sent = records()
if sent is not None:
    equal("plans suspend: one PATCH", [r["op"] for r in sent if r["method"] != "GET" and r["service"] == "apigateway"],
          ["UpdateUsagePlan"])
exits("plans suspend of a suspended plan", p.json("plans", "suspend", plan["id"], "--yes"), 4)
good("plans resume", p.json("plans", "resume", plan["id"], "--yes", timeout=120), shapes.plan)
order = lambda stages: sorted(json.dumps(s, sort_keys=True) for s in stages)
equal("plans resume: exactly as before", order(behind.get_usage_plan(usagePlanId=plan["id"])["apiStages"]), order(before))
exits("plans resume of a plan that was not suspended", p.json("plans", "resume", plan["id"], "--yes"), 4)

# -- The journal ------------------------------------------------------------------------------------------------------

lines = good("audit list", p.json("audit", "list", "--limit", "50"), lambda x: shapes.all_of(shapes.journal_line, x))
check("audit list: newest first, with the revocations", lines and any("revoke" in x["action"] for x in lines), lines)
equal("audit list --limit", len(p.json("audit", "list", "--limit", "2").json or []), 2)
exits("audit list --limit 0", p.json("audit", "list", "--limit", "0"), 64)
intact = good("audit verify", p.json("audit", "verify"), shapes.journal_check)
check("audit verify: intact", intact.get("intact") is True and intact["rows"] > 0, intact)
database = next(p.home.state.glob("*.db"), None)
if check("the journal's file", database):
    copied = support.Home()
    copied.state.mkdir(parents=True, mode=0o700)
    for file in p.home.state.glob("*.db*"):
        (copied.state / file.name).write_bytes(file.read_bytes())
        os.chmod(copied.state / file.name, 0o600)
    with sqlite3.connect(copied.state / database.name) as db:
        table = next(n for (n,) in db.execute("select name from sqlite_master where type='table'") if "journal" in n)
        db.execute("pragma ignore_check_constraints=1")
        for (trigger,) in db.execute("select name from sqlite_master where type='trigger'").fetchall():
            db.execute(f'drop trigger "{trigger}"')
        column = next(c[1] for c in db.execute(f"pragma table_info({table})") if c[1] in ("action", "kind", "what"))
        db.execute(f"update {table} set {column} = 'something else' where rowid = 2")
    tampered = Program(server, copied).json("audit", "verify")
    out = good("audit verify of a changed row", tampered, shapes.journal_check, code=1)
    check("audit verify of a changed row: which, and why", out.get("intact") is False and out.get("brokenAt") and
          out.get("reason"), out)

for root, _, files in os.walk(p.home.path):
    for name in files:
        path = os.path.join(root, name)
        if path in (str(text_file), str(big), str(binary), str(target)):
            continue
        data = open(path, "rb").read()
        check(f"no value in {path}", not any(v.encode() in data for v in values))
if judge:
    records()
    equal("the judge has nothing to say", misjudged, [])
checks.finish()
