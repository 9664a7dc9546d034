"""Rotations by commands, against the sandbox: begun, delivered, resumed, advanced, finished, rolled back."""

import json
import re
import stat

import boto3
import botocore.config

import support
import support_shapes as shapes
from support import Checks, Home, Judge, Program, Sandbox, judge_is_here

checks = Checks("rotations by commands, against the sandbox")
check, equal, exits = checks.check, checks.equal, checks.exits

sandbox = Sandbox("--keys", "60", "--plans", "6", "--unlimited", "--propagation", "0")
judge = Judge(sandbox) if judge_is_here() else None
server = judge or sandbox
p = Program(server)
misjudged = []


def client(service):
    return boto3.client(service, endpoint_url=sandbox.endpoint, region_name="us-east-1",
                        aws_access_key_id=sandbox.access, aws_secret_access_key=sandbox.secret,
                        config=botocore.config.Config(retries={"max_attempts": 0}))


behind = client("apigateway")


def records():
    if not judge:
        return None
    found = judge.records()
    judge.clear()
    misjudged.extend((r["method"], r["path"], r["signature"], r["model"]) for r in found if r["signature"] or r["model"])
    return found


def changed_nothing(name):
    found = records()
    if found is not None:
        changing = [r["op"] for r in found if r["method"] != "GET" and r["service"] == "apigateway" or r["op"] in
                    ("CreateSecret", "PutSecretValue")]
        equal(f"{name}: no changing request leaves", changing, [])


def good(name, result, one, code=0):
    exits(name, result, code)
    found = result.json
    if check(f"{name}: stdout is JSON", found is not None, result):
        equal(f"{name}: shape", one(found), "", result)
    return found or {}


def key(k, value=False):
    return behind.get_api_key(apiKey=k, includeValue=value)


def plans_of(k):
    return sorted(x["id"] for x in behind.get_usage_plans(keyId=k, limit=500)["items"])


def total():
    return sum(len(page["items"]) for page in behind.get_paginator("get_api_keys").paginate())


def values():
    return [k["value"] for page in behind.get_paginator("get_api_keys").paginate(includeValues=True) for k in page["items"]]


def quiet(name, result):
    said = result.out + result.err
    check(f"{name}: no value is shown", not any(v in said for v in values()), result)


everything = [k for page in behind.get_paginator("get_api_keys").paginate() for k in page["items"]]
names = [k.get("name", "") for k in everything]
own = [k for k in everything if k["enabled"] and len(k["id"]) <= 20 and plans_of(k["id"]) and k.get("name") and
       names.count(k["name"]) == 1]
one, two, three, four, five, six, seven = own[:7]

# -- Nothing yet ------------------------------------------------------------------------------------------------------

equal("rotations list of nothing", good("rotations list of nothing", p.json("rotations", "list"),
                                        lambda x: shapes.all_of(shapes.rotation_row, x)), {})
nothing_due = p.json("rotations", "advance")
exits("rotations advance of nothing", nothing_due, 0)
equal("rotations advance of nothing: an empty list", nothing_due.json, [])
exits("rotations show of none", p.json("rotations", "show", "nosuch"), 3, "nosuch")

# -- Refused and only tried -------------------------------------------------------------------------------------------

taken = p.home.path / "taken.key"
taken.write_text("somebody's\n")
folder = p.home.path / "keys"
folder.mkdir()
before = total()
records()
for name, words, code, says in (
    ("without --yes", [one["id"]], 4, ["--yes"]),
    ("several without --yes", [one["id"], two["id"]], 4, ["--yes", "2 keys"]),
    ("read-only", [one["id"], "--yes", "--read-only"], 4, ["read-only"]),
    ("an unknown key", ["nosuchkey", "--yes"], 3, ["nosuchkey"]),
    ("an unknown key among known ones", [one["id"], "nosuchkey", "--yes"], 3, ["nosuchkey"]),
    ("an unknown plan", [one["id"], "--to", "nosuchplan", "--yes"], 3, ["nosuchplan"]),
    ("no key at all", ["--yes"], 64, ["--tag"]),
    ("a key and a plan", [one["id"], "--plan", "x", "--yes"], 64, ["not both"]),
    ("a file that is there", [one["id"], "--deliver", f"file:{taken}", "--yes"], 4, ["exists"]),
    ("a file in no folder", [one["id"], "--deliver", "file:/nowhere/a.key", "--yes"], 4, ["nowhere"]),
    ("a folder that is not there", [one["id"], "--deliver", "file:/nowhere/", "--yes"], 4, ["nowhere"]),
    ("one file for two keys", [one["id"], two["id"], "--deliver", f"file:{p.home.path}/x", "--yes"], 64, ["one file"]),
    ("one secret for two keys", [one["id"], two["id"], "--deliver", "secretsmanager:x", "--yes"], 64, ["one secret"]),
    ("delivery to nowhere", [one["id"], "--deliver", "post:x", "--yes"], 64, ["secretsmanager"]),
    ("an overlap that is no time", [one["id"], "--overlap", "soon", "--yes"], 64, ["24h"]),
    ("a tag that is none", ["--tag", "x", "--yes"], 64, ["key=value"]),
):
    result = p.json("keys", "rotate", *words)
    exits(f"rotate, {name}", result, code, *says)
    equal(f"rotate, {name}: stdout is empty", result.out, "", result)
    changed_nothing(f"rotate, {name}")
equal("rotate: nothing was made so far", total(), before)
equal("rotate: the file that was there is as it was", taken.read_text(), "somebody's\n")
tried = p.json("keys", "rotate", one["id"], "--dry-run")
planned = good("rotate --dry-run", tried, lambda x: shapes.all_of(shapes.planned, x)) or []
check("rotate --dry-run: a key is made and put into plans", [r["method"] for r in planned].count("POST") >= 2, tried)
changed_nothing("rotate --dry-run")

# -- One --------------------------------------------------------------------------------------------------------------

target = p.home.path / "one.key"
made = p.json("keys", "rotate", one["id"], "--deliver", f"file:{target}", "--yes", "--overlap", "2d", timeout=240)
out = good("rotate", made, shapes.rotation)
new = out.get("newKeyId") or "none"
fresh, old = key(new, True), key(one["id"])
equal("rotate: both are on, in the same plans", (fresh["enabled"], old["enabled"], plans_of(new)),
      (True, True, plans_of(one["id"])))
equal("rotate: name, description and customer", [fresh.get(x) for x in ("name", "description", "customerId")],
      [one.get(x) for x in ("name", "description", "customerId")])
theirs = {k: v for k, v in one.get("tags", {}).items() if not k.startswith(("aws:", "tollgate:"))}
equal("rotate: tags", {k: v for k, v in fresh.get("tags", {}).items() if not k.startswith("tollgate:")}, theirs)
equal("rotate: the tags say so", (fresh["tags"].get("tollgate:replaces"), old["tags"].get("tollgate:replaced-by"),
                                 "tollgate:retire-after" in old["tags"], "tollgate:rotation" in fresh["tags"]),
      (one["id"], new, True, True))
equal("rotate: the file", (target.read_text() if target.exists() else None,
                           stat.S_IMODE(target.stat().st_mode) if target.exists() else None),
      (fresh["value"] + "\n", 0o600))
equal("rotate: where it stands", (out.get("state"), out.get("oldKeyId"), sorted(out.get("planIds", []))),
      ("overlapping", one["id"], plans_of(new)))
exits("rotate: how to get the value again", made, 0, "--show-value")
quiet("rotate", made)
check("rotate: nothing else is left in the folder", not [x for x in p.home.path.iterdir() if "tollgate-" in x.name],
      list(p.home.path.iterdir()))
before = total()
again = p.json("keys", "rotate", one["id"], "--deliver", f"file:{target}", "--yes")
out2 = good("rotate again", again, shapes.rotation)
equal("rotate again: the same one, and no third key", (out2.get("id"), out2.get("newKeyId"), total()),
      (out.get("id"), new, before))
equal("rotate again: the file is as it was", target.read_text(), fresh["value"] + "\n")
equal("the name stands for the new key", (p.json("keys", "show", one["name"]).json or {}).get("id"), new)

rows = good("rotations list", p.json("rotations", "list"), lambda x: shapes.all_of(shapes.rotation_row, x)) or []
equal("rotations list: that one", [r["id"] for r in rows], [out.get("id")])
check("rotations list: says what it waits for", rows and rows[0]["waitsFor"], rows)
table = p.run("rotations", "list")
check("rotations list as a table", re.match(r"Rotation +Name +State +Old key +New key +Retire after +Waits for", table.out)
      and new in table.out, table)
good("rotations show", p.json("rotations", "show", out["id"]), shapes.rotation_row)
good("rotations show by a key's id", p.json("rotations", "show", new), shapes.rotation_row)
stranger = Program(server, Home())
rows = good("rotations list on another machine", stranger.json("rotations", "list"),
            lambda x: shapes.all_of(shapes.rotation_row, x)) or []
equal("rotations list on another machine: found by its tags", [(r["id"], r["newKeyId"]) for r in rows],
      [(out["id"], new)])
before = total()
second = stranger.json("keys", "rotate", one["id"], "--yes")
check("rotate on another machine: no second replacement", total() == before, second)

advanced = p.json("rotations", "advance")
exits("advance before it is due", advanced, 0)
equal("advance before it is due: both are on", (key(one["id"])["enabled"], key(new)["enabled"]), (True, True))
exits("extend without --yes", p.json("rotations", "extend", out["id"], "--overlap", "9d"), 4, "--yes")
longer = good("extend", p.json("rotations", "extend", out["id"], "--overlap", "9d", "--yes"), shapes.rotation)
check("extend: later than before", longer.get("retireAt", "") > out["retireAt"], (out, longer))
early = p.json("rotations", "finish", out["id"], "--yes")
exits("finish before the new key was seen", early, 4, "seen")
equal("finish before the new key was seen: the old one is on", key(one["id"])["enabled"], True)
exits("finish --force without a reason", p.json("rotations", "finish", out["id"], "--force", "--yes"), 64, "--reason")
exits("finish without --yes", p.json("rotations", "finish", out["id"], "--force", "--reason", "x"), 4, "--yes")
forced = good("finish --force", p.json("rotations", "finish", out["id"], "--force", "--reason", "agreed by phone", "--yes",
                                       timeout=240), shapes.rotation)
equal("finish --force: the old one is off, the new one on", (forced.get("state"), key(one["id"])["enabled"],
                                                              key(new)["enabled"]), ("disabled", False, True))
check("finish --force: the reason is in the journal", any(x.get("reason") == "agreed by phone" for x in p.json(
    "audit", "list").json or []), p.json("audit", "list").out[:2000])
exits("advance --delete before the cool-off", p.json("rotations", "advance", "--delete"), 0)
equal("advance --delete before the cool-off: it is there", key(one["id"])["id"], one["id"])

# -- Where values go --------------------------------------------------------------------------------------------------

shown = p.json("keys", "rotate", two["id"], "--deliver", "stdout", "--yes", timeout=240)
out = good("rotate --deliver stdout", shown, lambda x: shapes.rotation(x, value_shown=True))
equal("rotate --deliver stdout: the value", out.get("value"), key(out.get("newKeyId", "none"), True)["value"])
back = good("rollback after delivery", p.json("rotations", "rollback", out["id"], "--yes", timeout=240), shapes.rotation)
equal("rollback after delivery: the new key is off, the old one on", (back.get("state"), key(
    out["newKeyId"])["enabled"], key(two["id"])["enabled"]), ("rolledBack", False, True))

records()
secret = p.json("keys", "rotate", three["id"], "--deliver", "secretsmanager:tollgate/three", "--yes", timeout=240)
out = good("rotate --deliver secretsmanager", secret, shapes.rotation)
quiet("rotate --deliver secretsmanager", secret)
if secret.code == 0:
    equal("rotate --deliver secretsmanager: the secret", client("secretsmanager").get_secret_value(
        SecretId="tollgate/three")["SecretString"], key(out.get("newKeyId", "none"), True)["value"])
sent = records()
if sent is not None:
    check("rotate --deliver secretsmanager: judged", any(r["op"] == "CreateSecret" for r in sent), [r["op"] for r in sent])

# -- A change of tier -------------------------------------------------------------------------------------------------

for other in behind.get_usage_plans(limit=500)["items"]:
    if other["id"] not in plans_of(four["id"]) and other.get("apiStages"):
        moved = p.json("keys", "rotate", four["id"], "--to", other["id"], "--no-carry-quota", "--yes", timeout=240)
        out = good("rotate --to", moved, shapes.rotation)
        check("rotate --to: the new key is in that plan", other["id"] in plans_of(out.get("newKeyId", "none")), moved)
        equal("rotate --to: the old key stays where it was", key(four["id"])["enabled"], True)
        equal("rotate --no-carry-quota: nothing is carried", out.get("carriedQuota"), [])
        break

# -- Many -------------------------------------------------------------------------------------------------------------

for k in (five, six, seven):
    behind.tag_resource(resourceArn=f"arn:aws:apigateway:us-east-1::/apikeys/{k['id']}", tags={"round": "one"})
behind.update_api_key(apiKey=seven["id"], patchOperations=[{"op": "replace", "path": "/enabled", "value": "false"}])
before = total()
many = p.json("keys", "rotate", "--tag", "round=one", "--deliver", f"file:{folder}/", "--yes", timeout=300)
out = good("rotate by tag", many, lambda x: shapes.all_of(shapes.rotation_result, x)) or []
equal("rotate by tag: those that are on", sorted(x["id"] for x in out), sorted([five["id"], six["id"]]))
equal("rotate by tag: two keys more", total(), before + 2)
files = sorted(folder.iterdir())
equal("rotate by tag: a file a key, for its owner alone", [stat.S_IMODE(f.stat().st_mode) for f in files], [0o600] * 2)
check("rotate by tag: their values", {f.read_text().strip() for f in files} <= set(values()), files)
again = p.json("keys", "rotate", "--tag", "round=one", "--deliver", f"file:{folder}/", "--yes", timeout=300)
exits("rotate by tag again", again, 0)
equal("rotate by tag again: no key more, no file more", (total(), sorted(folder.iterdir())), (before + 2, files))
equal("rotate of what nothing fits", p.json("keys", "rotate", "--tag", "round=none", "--yes").json, [])

if judge:
    records()
    equal("the judge has nothing to say", misjudged, [])
checks.finish()
