"""Every command against the sandbox: shapes, exit codes, what is refused and what leaves the process."""

import csv
import io
import json
import re
import signal
import stat
import subprocess

import support
import support_shapes as shapes
from support import Checks, Home, Judge, Program, Sandbox, judge_is_here

checks = Checks("commands against the sandbox")
check, equal, exits = checks.check, checks.equal, checks.exits

sandbox = Sandbox("--keys", "60", "--plans", "6", "--unlimited")
judge = Judge(sandbox) if judge_is_here() else None
server = judge or sandbox
p = Program(server)
misjudged = []


def sent():
    """What left the process since the last look, when the judge is there to tell; None else."""
    if not judge:
        return None
    records = judge.records()
    judge.clear()
    misjudged.extend((r["method"], r["path"], r["signature"], r["model"])
                     for r in records if r["signature"] or r["model"])
    return records


def sent_nothing_changing(name):
    records = sent()
    if records is not None:
        changing = [(r["method"], r["path"]) for r in records if r["method"] != "GET" and r["service"] == "apigateway"]
        equal(f"{name}: no changing request leaves", changing, [])


def good(name, result, one=None, many=None, code=0):
    """A run that went well, with JSON of one shape."""
    exits(name, result, code)
    found = result.json
    if check(f"{name}: stdout is JSON", found is not None, result):
        why = one(found) if one else shapes.all_of(many, found) if many else ""
        equal(f"{name}: shape", why, "", result)
    return found


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


# -- The sandbox's own words ------------------------------------------------------------------------------------------

equal("sandbox prints the variables in order", [x.partition("=")[0] for x in sandbox.printed],
      ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_DEFAULT_REGION", "ready"])
check("sandbox is on loopback", re.fullmatch(r"http://127\.0\.0\.1:\d+", sandbox.endpoint), sandbox.endpoint)
equal("sandbox region", (sandbox.variables["AWS_REGION"], sandbox.variables["AWS_DEFAULT_REGION"]),
      ("us-east-1", "us-east-1"))

# -- Reading ----------------------------------------------------------------------------------------------------------

keys = good("keys list", p.json("keys", "list"), many=lambda k: shapes.key(k, plans=False)) or []
equal("keys list: exactly so many", len(keys), 60)
equal("keys list: no id twice", len({k["id"] for k in keys}), 60)
check("keys list: newest first",
      [k["createdDate"] for k in keys] == sorted((k["createdDate"] for k in keys), reverse=True),
      [k["createdDate"] for k in keys][:5])
on = p.json("keys", "list", "--enabled").json or []
off = p.json("keys", "list", "--disabled").json or []
check("keys list --enabled and --disabled share the keys out",
      len(on) + len(off) == 60 and all(k["enabled"] for k in on) and not any(k["enabled"] for k in off),
      (len(on), len(off)))
with_plans = good("keys list --with-plans", p.json("keys", "list", "--with-plans"),
                  many=lambda k: shapes.key(k, plans=True)) or []
check("keys list --with-plans: most keys are in a plan", sum(bool(k.get("plans")) for k in with_plans) > 30)
check("keys list --with-plans: one key is in none", any(k.get("plans") == [] for k in with_plans))
one = keys[0] if keys else {"id": "none", "name": "none"}
filtered = p.json("keys", "list", "--filter", "name:" + one["name"]).json or []
check("keys list --filter finds by column", one["id"] in [k["id"] for k in filtered] and len(filtered) < 60, filtered)
nobody = p.json("keys", "list", "--filter", "no-such-thing-anywhere")
exits("keys list with nothing to show", nobody, 0)
equal("an empty list is []", nobody.json, [], nobody)
as_csv = p.run("keys", "list", "--output", "csv")
exits("keys list --output csv", as_csv, 0)
rows = table(as_csv.out)
equal("keys list --output csv: a row a key", sorted(r.get("id", "") for r in rows), sorted(k["id"] for k in keys))
check("keys list --output csv: the same columns as JSON",
      rows and {"id", "name", "enabled", "createdDate", "lastUpdatedDate"} <= set(rows[0]), rows[:1])
as_table = p.run("keys", "list")
exits("keys list as a table", as_table, 0)
check("keys list as a table: a header and every name",
      all(k["name"] in as_table.out for k in keys) and re.search("name", as_table.out.splitlines()[0], re.I), as_table)
equal("keys list: stderr is quiet", as_table.err, "")

shown = good("keys show by id", p.json("keys", "show", one["id"]), one=lambda k: shapes.key(k, plans=True))
equal("keys show: the key asked for", (shown or {}).get("id"), one["id"])
unique = next((k for k in keys if sum(x["name"] == k["name"] for x in keys) == 1), one)
equal("keys show by name", (p.json("keys", "show", unique["name"]).json or {}).get("id"), unique["id"])
revealed = good("keys show --show-value", p.json("keys", "show", one["id"], "--show-value"),
                one=lambda k: shapes.key(k, plans=True, value_shown=True)) or {}
value = revealed.get("value", "")
check("keys show --show-value: a value", 20 <= len(value) <= 128)
check("no value where none was asked for",
      value and all(value not in r.out + r.err for r in (as_table, as_csv, p.json("keys", "show", one["id"]))))

plans = good("plans list", p.json("plans", "list"), many=shapes.plan) or []
equal("plans list: exactly so many", len(plans), 6)
plan = next((x for x in plans if x.get("quota") and x["apiStages"]), plans[0] if plans else {"id": "none"})
detail = good("plans show", p.json("plans", "show", plan["id"]), one=shapes.plan) or {}
check("plans show: counts its keys", detail.get("keyCount", 0) > 0, detail)
equal("plans show by name", (p.json("plans", "show", plan.get("name", "")).json or {}).get("id"), plan["id"])
members = good("keys list --plan", p.json("keys", "list", "--plan", plan["id"]),
               many=lambda k: shapes.key(k, plans=True)) or []
equal("keys list --plan: as many as the plan counts", len(members), detail.get("keyCount"))
equal("plans list --output csv: a row a plan", len(table(p.run("plans", "list", "--output", "csv").out)), 6)

apis = good("apis list", p.json("apis", "list"), many=shapes.api) or []
check("apis list: three with dev, stg and prod",
      len(apis) == 3 and all({"dev", "stg", "prod"} <= set(a["stages"]) for a in apis), apis)

use = good("usage show --plan", p.json("usage", "show", "--plan", plan["id"]), many=shapes.usage) or []
check("usage show --plan: its keys", {u["keyId"] for u in use} <= {k["id"] for k in members} and use, len(use))
ranged = p.json("usage", "show", "--plan", plan["id"], "--key", members[0]["id"] if members else "none",
                "--from", "2026-01-01", "--to", "2026-01-07") if members else None
if ranged and good("usage show of one key and week", ranged, many=shapes.usage):
    days = [d["date"] for u in ranged.json for d in u["days"]]
    check("usage show: days inside the range", all("2026-01-01" <= d <= "2026-01-07" for d in days), days)
for u in use[:50]:
    if u["quota"] and u["remaining"] is not None:
        top = max(u["quota"]["limit"], u["used"] + u["remaining"])
        want = 100 * (1 - u["remaining"] / top)
        if u["remaining"] <= 0:
            want = max(100, 100 * u["used"] / u["quota"]["limit"])
        check("usage show: percent as the contract says", abs(u["percent"] - want) < 0.06, u)
best = good("usage top --limit 5", p.json("usage", "top", "--limit", "5"), many=shapes.usage) or []
check("usage top: at most so many, worst first",
      0 < len(best) <= 5 and [u["percent"] or 0 for u in best] == sorted((u["percent"] or 0 for u in best), reverse=True),
      [u["percent"] for u in best])
exported = p.run("usage", "export", "--output", "csv")
exits("usage export", exported, 0)
check("usage export: a header and rows of days",
      len(table(exported.out)) > 60 and {"planId", "keyId", "date", "used"} <= set(table(exported.out)[0]),
      exported.out[:300])

themes = p.json("themes", "list")
exits("themes list", themes, 0)
check("themes list: eight or more", isinstance(themes.json, list) and len(themes.json) >= 8, themes)

version = p.run("--version")
exits("--version", version, 0)
check("--version: a number", re.search(r"\d+\.\d+", version.out), version)
COMMANDS = {
    "keys": ["list", "show", "create", "update", "enable", "disable", "delete", "tag", "untag", "import", "export", "find",
             "revoke", "rotate"],
    "rotations": ["list", "show", "advance", "extend", "finish", "rollback"],
    "plans": ["list", "show", "create", "update", "delete", "attach", "detach", "suspend", "resume"],
    "usage": ["show", "top", "grant", "export"],
    "apis": ["list"], "themes": ["list"], "undo": [], "sandbox": [],
    "audit": ["list", "verify"],
}
top_help = p.run("--help")
exits("--help", top_help, 0)
for noun, verbs in COMMANDS.items():
    check(f"--help names {noun}", noun in top_help.out, top_help)
    for words in [[noun, v] for v in verbs] or [[noun]]:
        text = p.run(*words, "--help")
        exits(f"{' '.join(words)} --help", text, 0)
        check(f"{' '.join(words)} --help has an example", "tollgate " + " ".join(words) in
              re.sub(r"^USAGE:.*$", "", text.out, flags=re.M), text.out[:600])
for shell in ("bash", "zsh", "fish"):
    script = p.run("completions", shell)
    exits(f"completions for {shell}", script, 0)
    check(f"completions for {shell} know the commands", all(n in script.out for n in COMMANDS), script.out[:200])
    if shell == "bash":
        parsed = subprocess.run(["bash", "-n"], input=script.out.encode(), capture_output=True)
        equal("completions for bash parse", (parsed.returncode, parsed.stderr), (0, b""))
no_terminal = p.run()
exits("the console without a terminal", no_terminal, 64)
checks.sentence("the console without a terminal", no_terminal)

# -- Creating and changing --------------------------------------------------------------------------------------------

api, other_api = (apis + [{"name": "none", "id": "none"}] * 2)[:2]
sent()
made = good("plans create", p.json("plans", "create", "--name", "gold", "--rate", "100", "--burst", "50", "--quota",
                                   "1000", "--period", "MONTH", "--stage", f"{api['name']}:dev", "--tag", "team=a"),
            one=shapes.plan) or {"id": "none"}
equal("plans create: throttle", made.get("throttle"), {"rateLimit": 100, "burstLimit": 50})
equal("plans create: quota", made.get("quota"), {"limit": 1000, "offset": 0, "period": "MONTH"})
equal("plans create: stage and its name", [(s["apiId"], s["apiName"], s["stage"]) for s in made.get("apiStages", [])],
      [(api["id"], api["name"], "dev")])
equal("plans create: tags", made.get("tags"), {"team": "a"})
rival = good("plans create on the same stage", p.json("plans", "create", "--name", "silver", "--stage",
                                                      f"{api['id']}:dev"), one=shapes.plan) or {"id": "none"}
check("plans create without limits has none", "throttle" not in rival and "quota" not in rival, rival)
free = good("plans create on another stage", p.json("plans", "create", "--name", "bronze", "--stage",
                                                    f"{other_api['id']}:dev", "--quota", "500", "--period", "day"),
            one=shapes.plan) or {"id": "none"}

plain = good("keys create", p.json("keys", "create", "--name", "check-plain"),
             one=lambda k: shapes.key(k, plans=None)) or {"id": "none"}
equal("keys create: enabled unless said otherwise", plain.get("enabled"), True)
full = good("keys create with everything", p.json(
    "keys", "create", "--name", "check-full", "--plan", "gold", "--plan", free["id"], "--description", "a b, \"c\"",
    "--customer-id", "c-1", "--tag", "owner=ops", "--tag", "team=blau", "--disabled"),
    one=lambda k: shapes.key(k, plans=None)) or {"id": "none"}
equal("keys create: what was asked for",
      [full.get(x) for x in ("name", "description", "customerId", "tags", "enabled")],
      ["check-full", "a b, \"c\"", "c-1", {"owner": "ops", "team": "blau"}, False])
equal("keys create: in both plans",
      sorted(x["id"] for x in (p.json("keys", "show", full["id"]).json or {}).get("plans", [])),
      sorted([made["id"], free["id"]]))
own_value = "check-value-0123456789-abcdefghij"
own = good("keys create --value-stdin --show-value",
           p.json("keys", "create", "--name", "check-own", "--value-stdin", "--show-value", stdin=own_value + "\n"),
           one=lambda k: shapes.key(k, plans=None, value_shown=True)) or {"id": "none"}
equal("keys create --value-stdin: that value, without the newline", own.get("value"), own_value)
quiet = p.json("keys", "create", "--name", "check-quiet", "--value-stdin", stdin=own_value + "-quiet")
exits("keys create --value-stdin", quiet, 0)
check("keys create --value-stdin says nothing of the value", own_value not in quiet.out + quiet.err)

before = len(p.json("keys", "list").json or [])
sent()
torn = p.json("keys", "create", "--name", "check-torn", "--plan", free["id"], "--plan", "gold", "--plan", "silver")
exits("keys create into two plans that share a stage", torn, 4, "gold", "silver")
equal("keys create: all plans or no key", len(p.json("keys", "list").json or []), before, torn)

changed = good("keys update", p.json("keys", "update", plain["id"], "--name", "check-renamed", "--description", "new",
                                     "--customer-id", "c-2", "--yes"), one=lambda k: shapes.key(k, plans=None)) or {}
equal("keys update: what was asked for", [changed.get(x) for x in ("name", "description", "customerId")],
      ["check-renamed", "new", "c-2"])
tagged = good("keys tag", p.json("keys", "tag", plain["id"], "a=1", "b=x=y", "--yes"),
              one=lambda k: shapes.key(k, plans=None)) or {}
equal("keys tag: tags", tagged.get("tags"), {"a": "1", "b": "x=y"})
untagged = good("keys untag", p.json("keys", "untag", plain["id"], "a", "--yes"),
                one=lambda k: shapes.key(k, plans=None)) or {}
equal("keys untag: tags", untagged.get("tags"), {"b": "x=y"})

disabled = good("keys disable", p.json("keys", "disable", plain["id"], own["id"], "--yes"), many=shapes.item_result) or []
equal("keys disable: one result a key", [(x["id"], x["ok"]) for x in disabled],
      [(plain["id"], True), (own["id"], True)])
equal("keys disable: they are off", [(p.json("keys", "show", k).json or {}).get("enabled")
                                     for k in (plain["id"], own["id"])], [False, False])
good("keys enable", p.json("keys", "enable", "check-renamed", "--yes"), many=shapes.item_result)
equal("keys enable: it is on", (p.json("keys", "show", plain["id"]).json or {}).get("enabled"), True)

attached = good("plans attach", p.json("plans", "attach", plain["id"], "gold", "--yes"), one=shapes.membership)
equal("plans attach: what it says", attached, {"keyId": plain["id"], "planId": made["id"], "attached": True})
clash = p.json("plans", "attach", plain["id"], "silver", "--yes")
exits("plans attach to a second plan of one stage", clash, 4, "gold")
check("plans attach: the error is in JSON too", not shapes.error(clash.error), clash)
detached = good("plans detach", p.json("plans", "detach", plain["id"], made["id"], "--yes"), one=shapes.membership)
equal("plans detach: what it says", detached, {"keyId": plain["id"], "planId": made["id"], "attached": False})

p.json("plans", "attach", plain["id"], free["id"], "--yes")
granted = p.json("usage", "grant", plain["id"], "--plan", free["id"], "--remaining", "750", "--yes")
exits("usage grant --remaining", granted, 0)
after = p.json("usage", "show", "--plan", free["id"], "--key", plain["id"]).json or [{}]
equal("usage grant --remaining: remaining, and that it was adjusted",
      (after[0].get("remaining"), after[0].get("adjusted")), (750, True), after)
exits("usage grant --add", p.json("usage", "grant", plain["id"], "--plan", free["id"], "--add", "50", "--reason",
                                  "launch", "--yes"), 0)
after = p.json("usage", "show", "--plan", free["id"], "--key", plain["id"]).json or [{}]
equal("usage grant --add: added to what was left", after[0].get("remaining"), 800, after)
undone = p.json("undo", "--yes")
exits("undo of a grant", undone, 0)
after = p.json("usage", "show", "--plan", free["id"], "--key", plain["id"]).json or [{}]
equal("undo of a grant: subtracted again", after[0].get("remaining"), 750, undone)

sent()
updated = good("plans update", p.json("plans", "update", "gold", "--name", "gold-2", "--rate", "7.5", "--burst", "9",
                                      "--quota", "2000", "--period", "WEEK", "--add-stage", f"{other_api['name']}:stg",
                                      "--yes"), one=shapes.plan) or {}
equal("plans update: what was asked for",
      (updated.get("name"), updated.get("throttle"), updated.get("quota"), len(updated.get("apiStages", []))),
      ("gold-2", {"rateLimit": 7.5, "burstLimit": 9}, {"limit": 2000, "offset": 0, "period": "WEEK"}, 2))
records = sent()
if records is not None:
    equal("plans update: one PATCH", [r["op"] for r in records if r["method"] != "GET" and r["service"] == "apigateway"],
          ["UpdateUsagePlan"])
again = p.run("plans", "update", "gold-2", "--name", "gold-3", "--yes")
exits("a second plans update", again, 0, r"wait", r"\d+ s")
check("a second plans update waits", again.seconds > 10, again.seconds)
p.forget_pacing()
limits = p.json("plans", "update", "gold-3", "--no-throttle", "--no-quota", "--remove-stage",
                f"{other_api['name']}:stg", "--method-throttle", f"{api['name']}:dev /a/{{id}} GET=5/10", "--yes")
found = good("plans update: taking limits away, a method's limit", limits, one=shapes.plan) or {}
check("plans update: no throttle, no quota left", "throttle" not in found and "quota" not in found, found)
equal("plans update: the method's limit", [s.get("throttle") for s in found.get("apiStages", [])],
      [{"/a/{id}/GET": {"rateLimit": 5, "burstLimit": 10}}], found)

# -- Undo -------------------------------------------------------------------------------------------------------------

p.forget_pacing()
nothing = p.json("undo", "--yes")
exits("undo with nothing to undo", nothing, 3)
checks.sentence("undo with nothing to undo", nothing)
for name, words, probe in (
    ("disable", ["keys", "disable", own["id"]], lambda k: k.get("enabled")),
    ("rename", ["keys", "update", own["id"], "--name", "other"], lambda k: k.get("name")),
    ("tag", ["keys", "tag", own["id"], "x=1"], lambda k: k.get("tags")),
    ("attach", ["plans", "attach", own["id"], free["id"]], lambda k: [x["id"] for x in k.get("plans", [])]),
):
    if name == "disable":
        p.run("keys", "enable", own["id"], "--yes")
    was = probe(p.json("keys", "show", own["id"]).json or {})
    exits(f"{name}, to be undone", p.json(*words, "--yes"), 0)
    changed_to = probe(p.json("keys", "show", own["id"]).json or {})
    check(f"{name} did something", changed_to != was, (was, changed_to))
    exits(f"undo of {name}", p.json("undo", "--yes"), 0)
    equal(f"undo of {name}: as before", probe(p.json("keys", "show", own["id"]).json or {}), was)
p.run("keys", "update", own["id"], "--name", "first", "--yes")
Program(server).run("keys", "update", own["id"], "--name", "somebody-else", "--yes")
moved_on = p.json("undo", "--yes")
exits("undo after somebody else's change", moved_on, 4)
equal("undo leaves somebody else's change", (p.json("keys", "show", own["id"]).json or {}).get("name"),
      "somebody-else", moved_on)

# -- Import and export ------------------------------------------------------------------------------------------------

folder = p.home.path
good_csv = folder / "good.csv"
csv_value = "imported-value-0123456789-0123456789"
good_csv.write_text(f"name,KEY,description,enabled,usageplanids\nimp-1,{csv_value}-a,first,true,\"{free['id']}\"\n"
                    f"\"imp, 2\",{csv_value}-b,,FALSE,\n")
sent()
preview = good("keys import --preview", p.json("keys", "import", str(good_csv), "--preview"), one=shapes.imported) or {}
equal("keys import --preview: what would be done", [(x["line"], x["name"], x["action"]) for x in preview.get("lines", [])],
      [(2, "imp-1", "create"), (3, "imp, 2", "create")])
sent_nothing_changing("keys import --preview")
done = good("keys import", p.json("keys", "import", str(good_csv), "--yes"), one=shapes.imported) or {}
equal("keys import: ids and what was done", (len(done.get("imported", [])), [x["action"] for x in done.get("lines", [])]),
      (2, ["created", "created"]))
imported = [p.json("keys", "show", k).json or {} for k in done.get("imported", [])]
equal("keys import: names, state and plans",
      [(k.get("name"), k.get("enabled"), [x["id"] for x in k.get("plans", [])]) for k in imported],
      [("imp-1", True, [free["id"]]), ("imp, 2", False, [])])
for name, text, where in (
    ("a value that is too short", "name,key\na,short\n", (2, 3)),
    ("no column Key", "name,description\na,b\n", (1, None)),
    ("an open quote", f"name,key\n\"a,{csv_value}\n", (2, 1)),
    ("an unknown plan", f"name,key,usageplanids\na,{csv_value}-z,nosuchplan\n", (2, None)),
    ("a state that is none", f"name,key,enabled\na,{csv_value}-z,perhaps\n", (2, None)),
    ("one value twice", f"name,key\na,{csv_value}-z\nb,{csv_value}-z\n", (3, None)),
    ("nothing", "", (None, None)),
):
    broken = folder / "broken.csv"
    broken.write_text(text)
    before = len(p.json("keys", "list").json or [])
    result = p.json("keys", "import", str(broken), "--yes")
    exits(f"keys import of {name}", result, 65)
    checks.sentence(f"keys import of {name}", result)
    if where[0]:
        check(f"keys import of {name}: line {where[0]}", re.search(rf"line {where[0]}\b", result.err), result)
        check(f"keys import of {name}: a column", re.search(r"column", result.err, re.I), result)
    equal(f"keys import of {name}: nothing is imported", len(p.json("keys", "list").json or []), before)
    check(f"keys import of {name}: no value is shown", csv_value not in result.out + result.err, result)
mixed = folder / "mixed.csv"
mixed.write_text(f"name,key\nbad,short\nimp-3,{csv_value}-c\n")
going_on = p.json("keys", "import", str(mixed), "--continue", "--yes")
check("keys import --continue: says what became of each line",
      going_on.json is not None and [x["action"] for x in going_on.json["lines"]][-1] == "created", going_on)
exits("keys import of a file that is not there", p.json("keys", "import", str(folder / "none.csv"), "--yes"), 65)

plain_export = p.run("keys", "export")
exits("keys export", plain_export, 0)
check("keys export: AWS's columns, no values", re.match(r"(?i)name,", plain_export.out) and value not in plain_export.out
      and csv_value not in plain_export.out, plain_export.out[:300])
exits("keys export --with-values without --to", p.run("keys", "export", "--with-values"), 64)
out_file = folder / "values.csv"
exits("keys export --with-values --to", p.run("keys", "export", "--with-values", "--to", str(out_file)), 0)
if check("keys export --with-values writes the file", out_file.exists()):
    equal("keys export --with-values: for its owner alone", stat.S_IMODE(out_file.stat().st_mode), 0o600)
    lines = table(out_file.read_text())
    check("keys export --with-values: names and values",
          {"imp-1", "imp, 2"} <= {r.get("name", r.get("Name")) for r in lines} and
          {csv_value + "-a", csv_value + "-b"} <= {r.get("key", r.get("Key")) for r in lines}, lines[:1])
    other = Sandbox("--keys", "0", "--plans", "0", "--unlimited")
    stripped = folder / "stripped.csv"
    stripped.write_text("\n".join(x for x in out_file.read_text().splitlines()))
    refused = Program(other).json("keys", "import", str(stripped), "--yes")
    exits("what was exported names plans that another account does not have", refused, 65)
    other.stop()

# -- What is asked, refused and only tried ----------------------------------------------------------------------------

plan_with_keys = free["id"]
ASKS = {
    "keys disable": ["keys", "disable", own["id"]],
    "keys enable": ["keys", "enable", own["id"]],
    "keys update": ["keys", "update", own["id"], "--name", "x"],
    "keys delete": ["keys", "delete", own["id"]],
    "keys disable of several": ["keys", "disable", own["id"], plain["id"]],
    "plans attach": ["plans", "attach", own["id"], rival["id"]],
    "plans detach": ["plans", "detach", plain["id"], free["id"]],
    "plans delete": ["plans", "delete", plan_with_keys],
    "plans update of one with keys": ["plans", "update", plan_with_keys, "--rate", "5", "--burst", "5"],
    "usage grant": ["usage", "grant", plain["id"], "--plan", free["id"], "--add", "1"],
}
NO_QUESTION = {
    "keys create": ["keys", "create", "--name", "dry"],
    "keys create with a value": ["keys", "create", "--name", "dry", "--value-stdin", "--plan", rival["id"]],
    "plans create": ["plans", "create", "--name", "dry", "--rate", "1", "--burst", "1"],
    "keys tag": ["keys", "tag", own["id"], "dry=1"],
    "keys untag": ["keys", "untag", full["id"], "team"],
    "keys import": ["keys", "import", str(good_csv)],
}
dry_value = "dry-run-value-0123456789-abcdefghijkl"
for name, words in ASKS.items():
    sent()
    refused = p.json(*words)
    exits(f"{name} without --yes and without a terminal", refused, 4, "--yes")
    checks.sentence(f"{name} without --yes", refused)
    sent_nothing_changing(f"{name} without --yes")
for name, words in {**ASKS, **NO_QUESTION}.items():
    p.forget_pacing()
    sent()
    tried = p.json(*words, "--dry-run", stdin=dry_value if "--value-stdin" in words else "")
    requests = good(f"{name} --dry-run", tried, many=shapes.planned) or []
    if name != "keys import":
        check(f"{name} --dry-run: names its requests", requests and all(
            r["awsCli"].startswith("aws apigateway ") and r["path"].startswith("/") for r in requests), tried)
    check(f"{name} --dry-run: values are masked", dry_value not in tried.out + tried.err and csv_value not in tried.out,
          tried)
    sent_nothing_changing(f"{name} --dry-run")
    sent()
    forbidden = p.json(*words, "--read-only", "--yes", stdin=dry_value if "--value-stdin" in words else "")
    exits(f"{name} --read-only", forbidden, 4, "read-only")
    checks.sentence(f"{name} --read-only", forbidden)
    records = sent()
    if records is not None:
        equal(f"{name} --read-only: no request at all", [(r["method"], r["path"]) for r in records], [])
exits("keys list --read-only", p.json("keys", "list", "--read-only"), 0)

# -- Wrong input ------------------------------------------------------------------------------------------------------

p.json("keys", "create", "--name", "twin")
p.json("keys", "create", "--name", "twin")
twins = [k["id"] for k in p.json("keys", "list").json or [] if k["name"] == "twin"]
for name, words, code, says in (
    ("an unknown key", ["keys", "show", "nosuchkey"], 3, ["nosuchkey"]),
    ("an unknown key among known ones", ["keys", "disable", own["id"], "nosuchkey", "--yes"], 3, ["nosuchkey"]),
    ("an ambiguous name", ["keys", "disable", "twin", "--yes"], 4, twins),
    ("an unknown plan", ["plans", "show", "nosuchplan"], 3, ["nosuchplan"]),
    ("attaching to an unknown plan", ["plans", "attach", own["id"], "nosuchplan", "--yes"], 3, ["nosuchplan"]),
    ("creating into an unknown plan", ["keys", "create", "--name", "n", "--plan", "nosuchplan"], 3, ["nosuchplan"]),
    ("an unknown API", ["plans", "create", "--name", "n", "--stage", "nosuchapi:prod"], 3, ["nosuchapi"]),
    ("an unknown stage", ["plans", "create", "--name", "n", "--stage", f"{api['name']}:nosuchstage"], 3, ["nosuchstage"]),
    ("a stage without a colon", ["plans", "create", "--name", "n", "--stage", "nocolon"], 64, ["API:STAGE"]),
    ("burst without rate", ["plans", "create", "--name", "n", "--burst", "5"], 64, ["rate"]),
    ("quota without period", ["plans", "create", "--name", "n", "--quota", "5"], 64, ["period"]),
    ("period without quota", ["plans", "create", "--name", "n", "--period", "DAY"], 64, ["quota"]),
    ("a period that is none", ["plans", "create", "--name", "n", "--quota", "5", "--period", "YEAR"], 64, ["DAY"]),
    ("a negative rate", ["plans", "create", "--name", "n", "--rate=-1", "--burst", "5"], 64, ["rate"]),
    ("a rate that is no number", ["plans", "create", "--name", "n", "--rate", "fast", "--burst", "5"], 64, ["fast|rate"]),
    ("a negative quota", ["plans", "create", "--name", "n", "--quota=-5", "--period", "DAY"], 64, ["quota"]),
    ("a plan without a name", ["plans", "create"], 64, ["name"]),
    ("a tag without =", ["keys", "tag", own["id"], "nothing"], 64, ["K=V|KEY=VALUE|="]),
    ("an unknown option", ["keys", "list", "--nonsense"], 64, ["nonsense"]),
    ("an unknown command", ["keyz"], 64, ["keyz"]),
    ("an unknown format", ["keys", "list", "-o", "xml"], 64, ["xml"]),
    ("an empty profile", ["keys", "list", "--profile", ""], 64, ["--profile is empty"]),
    ("an empty region", ["keys", "list", "--region", ""], 64, ["--region is empty"]),
    ("a date that is none", ["usage", "show", "--from", "yesterday"], 64, ["yesterday"]),
    ("more than 90 days", ["usage", "show", "--plan", free["id"], "--from", "2026-01-01", "--to", "2026-08-01"], 64,
     ["90"]),
    ("a grant of nothing", ["usage", "grant", plain["id"], "--plan", free["id"], "--yes"], 64, ["remaining|add"]),
    ("a grant in a plan without quota", ["usage", "grant", plain["id"], "--plan", rival["id"], "--add", "5", "--yes"], None,
     []),
    ("detaching what is not attached", ["plans", "detach", own["id"], rival["id"], "--yes"], None, []),
    ("a name of 1,025 characters", ["keys", "create", "--name", "n" * 1025], None, ["1024|1,024"]),
):
    sent()
    result = p.json(*words)
    if code is None:
        check(f"{name}: fails", result.code in (1, 3, 4, 64), result)
        exits(name, result, result.code, *says)
    else:
        exits(name, result, code, *says)
    check(f"{name}: no stack trace", not re.search(r"Fatal error|\.swift:\d+|Error Domain", result.err), result)
    equal(f"{name}: stdout is empty", result.out, "", result)
    if result.code not in (64,):
        check(f"{name}: the error is in JSON too", result.error is not None and not shapes.error(result.error), result)
    if name not in ("detaching what is not attached", "a grant in a plan without quota", "a name of 1,025 characters"):
        sent_nothing_changing(name)
duplicate = p.json("keys", "create", "--name", "dup", "--value-stdin", stdin=own_value)
exits("a value that another key has", duplicate, 1, "exists|already|another key")
check("a value that another key has: it is not shown", own_value not in duplicate.out + duplicate.err, duplicate)
short = p.json("keys", "create", "--name", "short", "--value-stdin", stdin="too-short")
check("a value that is too short: fails", short.code in (1, 64, 65), short)
exits("a value that is too short", short, short.code, "20")
check("a value that is too short: it is not shown", "too-short" not in short.err, short)
for text in ("", "v" * 129):
    odd = p.json("keys", "create", "--name", "odd", "--value-stdin", stdin=text)
    check(f"a value of {len(text)} characters: fails", odd.code in (1, 64, 65), odd)

# -- Nobody there, nobody known, nonsense back ------------------------------------------------------------------------

stranger = Program()
for name, extra, code, says in (
    ("no credentials", dict(AWS_ENDPOINT_URL=sandbox.endpoint, AWS_REGION="us-east-1"), 77, ["credentials"]),
    ("a profile that is not there", dict(sandbox.variables, AWS_PROFILE="nobody"), None, []),
    ("a wrong secret", dict(sandbox.variables, AWS_SECRET_ACCESS_KEY="wrong"), 77, ["signature|secret|credentials"]),
    ("an unknown access key", dict(sandbox.variables, AWS_ACCESS_KEY_ID="AKIDNOBODY"), 77, []),
    ("nobody at the endpoint", dict(sandbox.variables, AWS_ENDPOINT_URL=f"http://127.0.0.1:{support.free_port()}"), 69,
     ["127.0.0.1"]),
    ("a host that is none", dict(sandbox.variables, AWS_ENDPOINT_URL="https://nobody.invalid"), 69, ["nobody.invalid"]),
    ("an endpoint that is none", dict(sandbox.variables, AWS_ENDPOINT_URL="not a url"), None, []),
    ("no region", {k: v for k, v in sandbox.variables.items() if "REGION" not in k}, None, ["region"]),
):
    result = stranger.json("keys", "list", **extra)
    if code is None and name == "a profile that is not there":
        # Keys in the environment win over a profile that is only named in the environment.
        check(name, result.code in (0, 77), result)
        continue
    check(f"{name}: fails", result.code not in (0, "none: it did not end"), result)
    exits(name, result, code if code is not None else result.code, *says)
    checks.sentence(name, result)
    check(f"{name}: the error is in JSON too", result.error is not None and not shapes.error(result.error), result)
    check(f"{name}: no secret", sandbox.secret not in result.out + result.err, result)
exits("--profile that is not there", stranger.json("keys", "list", "--profile", "nobody", **sandbox.variables), 77, "nobody")

for name, canned, codes, says in (
    ("HTML instead of JSON", dict(body=b"<html><body>Log in</body></html>", content_type="text/html"), (1, 69), []),
    ("half a body", dict(body=b'{"item":[{"id":"a"', announce=400), (1, 69, 75), []),
    ("JSON of another shape", dict(body=b'[1,2,3]'), (1,), []),
    ("nothing", dict(body=b""), (0, 1), []),
    ("429 for ever", dict(status=429, body=b'{"message":"Too Many Requests"}', x_amzn_errortype="TooManyRequestsException"),
     (75,), ["Too Many|throttl|rate"]),
    ("500 for ever", dict(status=500, body=b'{"message":"broken"}', x_amzn_errortype="InternalFailure"), (1, 75), []),
    ("503 for ever", dict(status=503, body=b'{"message":"later"}', x_amzn_errortype="ServiceUnavailableException"), (75,), []),
    ("an expired token", dict(status=403, body=b'{"message":"The security token included in the request is expired"}',
                              x_amzn_errortype="ExpiredTokenException"), (77,), ["expired"]),
    ("no permission", dict(status=403, body=b'{"Message":"User: x is not authorized to perform: apigateway:GET"}',
                           x_amzn_errortype="AccessDeniedException:http://internal/"), (77,), ["not authorized|permission|may not"]),
):
    fake = support.Canned(**canned)
    result = Program(fake).json("keys", "list", timeout=120)
    check(f"{name}: exit code in {codes}", result.code in codes, result)
    if result.code != 0:
        checks.sentence(name, result)
        exits(name, result, result.code, *says)
    fake.stop()

# -- Files ------------------------------------------------------------------------------------------------------------

home = Home()
home.config.mkdir(parents=True)
(home.config / "config.yaml").write_text("theme: default\nbudget:\n  background: [1, 2\n")
careful = Program(server, home)
broken = careful.json("keys", "list")
check("a broken config: named with its line", re.search(r"config\.yaml", broken.err) and re.search(r"line \d|:\d", broken.err),
      broken)
check("a broken config: goes on, or refuses with 65", broken.code in (0, 65), broken)
(home.config / "config.yaml").unlink()
(home.config / "themes").mkdir()
(home.config / "themes/mine.yaml").write_text("system: base16\nname: Mine\npalette:\n  base00: nonsense\n")
broken = careful.json("themes", "list")
check("a broken theme: named with a reason", "mine.yaml" in broken.err, broken)
careful.run("keys", "show", own["id"], "--show-value")
modes = {str(f.relative_to(home.path)): oct(stat.S_IMODE(f.stat().st_mode)) for f in home.state.rglob("*")}
check("the state folder's files are 0600", modes and all(m in ("0o600", "0o700") for m in modes.values()), modes)
equal("the state folder is 0700", oct(stat.S_IMODE(home.state.stat().st_mode)) if home.state.exists() else None, "0o700")

# -- Deleting, last ---------------------------------------------------------------------------------------------------

gone = good("keys delete", p.json("keys", "delete", *twins, "--yes"), many=shapes.item_result) or []
equal("keys delete: each", [(x["id"], x["ok"]) for x in gone], [(k, True) for k in twins])
p.forget_pacing()
sent()
plan_gone = p.json("plans", "delete", free["id"], "--yes")
exits("plans delete of one with stages and keys", plan_gone, 0)
equal("plans delete: it is gone", p.json("plans", "show", free["id"]).code, 3, plan_gone)

# -- --sandbox --------------------------------------------------------------------------------------------------------

alone = Program()
embedded = alone.json("keys", "list", "--sandbox")
equal("--sandbox: its 400 keys", len(good("keys list --sandbox", embedded, many=lambda k: shapes.key(k, plans=False)) or []),
      400)
equal("--sandbox: nothing in the user's folder", [str(x) for x in alone.home.state.rglob("*")], [])
equal("--sandbox: the context is called sandbox", {k["context"]["profile"] for k in embedded.json or []}, {"sandbox"})

if judge:
    check("the judge has seen requests", sent())
    equal("the judge has nothing to say", misjudged, [])
equal("the sandbox ends when it is told to", sandbox.stop(), 0)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
deaf = Sandbox("--keys", "0", "--plans", "0")
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
equal("the sandbox ends when its parent had blocked the signal", deaf.stop(), 0)
checks.finish()
