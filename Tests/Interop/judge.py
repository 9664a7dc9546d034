"""Every request of every command, re-signed and held against the service model by a proxy; then broken on purpose.

Nothing of this project takes part in the verdicts. Where a request is broken, what counts is what the user is left
with: the state behind the proxy, the exit code, and one sentence.
"""

import re
import sys

import boto3
import botocore.config

import support
from support import Checks, Judge, Moto, Program, Sandbox, judge_is_here

checks = Checks("requests, judged and broken")
check, equal, exits = checks.check, checks.equal, checks.exits
CODES = (0, 1, 2, 3, 4, 64, 65, 69, 75, 77)

if not judge_is_here():
    sys.exit(0)


def client(server):
    """boto3, straight to a server."""
    return boto3.client("apigateway", endpoint_url=server.endpoint, region_name="us-east-1",
                        aws_access_key_id=server.access, aws_secret_access_key=server.secret,
                        config=botocore.config.Config(retries={"max_attempts": 0}))


def every_command(p, key, plan, stage):
    """Command lines that between them send every request the program knows."""
    csv = p.home.path / "import.csv"
    csv.write_text("name,key\nimported ünïcode & more,judge-import-0123456789-0123456789\n")
    out = str(p.home.path / "out.csv")
    yield ["keys", "list"]
    yield ["keys", "list", "--with-plans"]
    yield ["keys", "list", "--plan", plan, "--disabled"]
    yield ["keys", "show", key, "--show-value"]
    yield ["keys", "create", "--name", "jüdge + 1/2 \u00a0%41", "--description", "a\nb \u2028 \U0001f600", "--tag",
           "team a=b c", "--customer-id", "c&d", "--plan", plan]
    yield ["keys", "create", "--name", "judge-2", "--disabled", "--show-value"]
    yield ["keys", "update", "judge-2", "--name", "judge 3", "--description", "", "--customer-id", "x"]
    yield ["keys", "show", "judge 3"]
    yield ["keys", "enable", "judge 3"]
    yield ["keys", "disable", "judge 3", key]
    yield ["undo"]
    yield ["keys", "tag", key, "owner=ops team", "a:b/c=d+e@f", "empty="]
    yield ["keys", "untag", key, "owner", "a:b/c", "empty"]
    yield ["keys", "import", str(csv)]
    yield ["keys", "export", "--with-values", "--to", out]
    yield ["plans", "list"]
    yield ["plans", "show", plan]
    yield ["plans", "create", "--name", "judge plan", "--rate", "0.5", "--burst", "3", "--quota", "1000000", "--period",
           "WEEK", "--stage", stage, "--tag", "k k=v v"]
    yield ["plans", "update", "judge plan", "--name", "judge plan 2", "--rate", "2", "--burst", "4", "--quota", "5",
           "--period", "DAY", "--remove-stage", stage]
    yield ["plans", "attach", "judge 3", "judge plan 2"]
    yield ["usage", "grant", "judge 3", "--plan", "judge plan 2", "--remaining", "7"]
    yield ["usage", "grant", "judge 3", "--plan", "judge plan 2", "--add", "1"]
    yield ["undo"]
    yield ["plans", "detach", "judge 3", "judge plan 2"]
    yield ["plans", "update", "judge plan 2", "--add-stage", stage, "--no-throttle", "--no-quota", "--method-throttle",
           f"{stage} /a/{{b}} GET=1/2"]
    yield ["plans", "delete", "judge plan 2"]
    yield ["usage", "show", "--plan", plan]
    yield ["usage", "show", "--plan", plan, "--key", key, "--from", "2026-01-01", "--to", "2026-01-31"]
    yield ["usage", "top"]
    yield ["usage", "export"]
    yield ["apis", "list"]
    yield ["keys", "delete", "judge 3"]
    yield from leaks_and_rotations(p, key, plan)


def leaks_and_rotations(p, key, plan):
    """The same for leaks and rotations; the value of a key of its own stands in a file."""
    value = "judge-leaked-value-0123456789-abcdef"
    leaked = p.home.path / "leaked.txt"
    leaked.write_text(f"x-api-key: {value}\n")
    p.json("keys", "create", "--name", "judge-leaked", "--plan", plan, "--value-stdin", stdin=value)
    yield ["keys", "find", "--from", str(leaked)]
    yield ["keys", "revoke", "--from", str(leaked), "--wait-silent", "5s", "--report", str(p.home.path / "report.md"),
           "--replace", "--deliver", "secretsmanager:judge/one"]
    yield ["keys", "create", "--name", "judge-rotated", "--plan", plan, "--tag", "owner=ops team"]
    yield ["keys", "rotate", "judge-rotated", "--deliver", "secretsmanager:judge/one", "--overlap", "1h", "--quiet", "0m"]
    yield ["rotations", "list", "--use"]
    yield ["rotations", "extend", "judge-rotated", "--overlap", "2d"]
    yield ["rotations", "advance", "--delete"]
    yield ["rotations", "finish", "judge-rotated", "--force", "--reason", "judged"]
    yield ["keys", "create", "--name", "judge-back", "--plan", plan]
    yield ["keys", "rotate", "judge-back"]
    yield ["rotations", "rollback", "judge-back"]
    yield ["plans", "suspend", plan]
    yield ["plans", "resume", plan]
    yield ["audit", "list"]
    yield ["audit", "verify"]


def walk(name, server, token=None, must_work=True):
    """Runs every command through the judge and asks for the verdicts."""
    behind = client(server)
    judge = Judge(server, token)
    p = Program(judge)
    plans = behind.get_usage_plans(limit=500)["items"]
    plan = next(x for x in plans if x.get("apiStages") and x.get("quota"))
    key = behind.get_usage_plan_keys(usagePlanId=plan["id"])["items"][0]["id"]
    stage = f"{plan['apiStages'][0]['apiId']}:{plan['apiStages'][0]['stage']}"
    operations, count = set(), 0
    for words in every_command(p, key, plan["id"], stage):
        if words[:2] in (["plans", "update"], ["plans", "delete"], ["plans", "suspend"]):
            p.forget_pacing()
        result = p.run(*words, "--yes") if "--to" in words else p.json(*words, "--yes", timeout=180)
        title = f"{name}: {' '.join(words[:2])}"
        check(f"{title}: an exit code of the contract", result.code in CODES, result)
        if must_work:
            exits(title, result, 0)
        records = judge.records()
        judge.clear()
        count += len(records)
        operations |= {r["op"] for r in records}
        for r in records:
            what = f"{title}: {r['method']} {r['path']}"
            equal(f"{what}: signature", r["signature"], None)
            equal(f"{what}: model", r["model"], None, r["body"][:300])
            equal(f"{what}: session token", r["token"], token)
            if r["service"] == "execute-api":
                continue
            check(f"{what}: Accept", r["service"] != "apigateway" or r["accept"] == "application/json", r["accept"])
            check(f"{what}: says who it is", "tollgate" in (r["agent"] or ""), r["agent"])
            equal(f"{what}: region", r["region"], "us-east-1")
    print(f"  {name}: {count} requests of {len(operations)} operations")
    judge.stop()
    return operations


moto = Moto()
theirs = client(moto)
api = theirs.create_rest_api(name="orders")["id"]
root = theirs.get_resources(restApiId=api)["items"][0]["id"]
theirs.put_method(restApiId=api, resourceId=root, httpMethod="GET", authorizationType="NONE")
theirs.put_integration(restApiId=api, resourceId=root, httpMethod="GET", type="MOCK")
theirs.create_deployment(restApiId=api, stageName="prod")
made = theirs.create_usage_plan(name="basic", apiStages=[{"apiId": api, "stage": "prod"}],
                                quota={"limit": 100, "period": "DAY"})["id"]
theirs.create_usage_plan_key(usagePlanId=made, keyId=theirs.create_api_key(name="acme", enabled=True)["id"],
                             keyType="API_KEY")
walk("moto", moto, must_work=False)
walk("moto, with a session token", moto, token="judge/session+token==" * 12, must_work=False)
moto.stop()

sandbox = Sandbox("--keys", "40", "--plans", "6", "--unlimited")
operations = walk("sandbox", sandbox)
for operation in (
        "GetApiKeys GetApiKey CreateApiKey UpdateApiKey DeleteApiKey ImportApiKeys GetUsagePlans GetUsagePlan "
        "CreateUsagePlan UpdateUsagePlan DeleteUsagePlan GetUsagePlanKeys CreateUsagePlanKey DeleteUsagePlanKey GetUsage "
        "UpdateUsage TagResource UntagResource GetRestApis GetStages DescribeSecret CreateSecret PutSecretValue "
        "FilterLogEvents GetCallerIdentity").split():
    check(f"{operation} is among the requests", operation in operations, sorted(x or "?" for x in operations))

many = Sandbox("--keys", "10000", "--unlimited")
judge = Judge(many)
listed = Program(judge).json("keys", "list", timeout=180)
exits("keys list of 10,000", listed, 0)
equal("keys list of 10,000: all of them", len(listed.json or []), 10000)
equal("keys list of 10,000: 20 requests", [r["op"] for r in judge.records() if r["service"] == "apigateway"],
      ["GetApiKeys"] * 20)
judge.stop()
many.stop()

# -- Broken on purpose ------------------------------------------------------------------------------------------------

behind = client(sandbox)
judge = Judge(sandbox)
FAULTS = ("drop_before", "drop_after", "500", "503", "429", "truncated", "garbage")
UNSURE = r"unknown|may have|not known|whether"


def keys_named(name):
    return [k for page in behind.get_paginator("get_api_keys").paginate() for k in page["items"] if k.get("name") == name]


def position(p, words, method, **extra):
    """Which request of a command is its first changing one, from a run that goes well."""
    judge.clear()
    p.json(*words, "--yes", **extra)
    records = judge.records()
    found = [i + 1 for i, r in enumerate(records) if r["method"] == method and r["service"] == "apigateway"]
    if not found:
        raise SystemExit(f"{' '.join(words)} sent no {method}")
    return found[0]


total = sum(len(page["items"]) for page in behind.get_paginator("get_api_keys").paginate())
p = Program(judge)
for fault in FAULTS:
    judge.faults(n1=fault)
    result = p.json("keys", "list")
    name = f"list, first request {fault}"
    if fault in ("drop_before", "drop_after", "500", "503", "429"):
        exits(f"{name}: tried again", result, 0)
    check(f"{name}: an exit code that fits", result.code in (0, 1, 69, 75), result)
    if result.code == 0:
        equal(f"{name}: all or nothing", len(result.json or []), total, result)
        check(f"{name}: tried again", len(judge.records()) >= 2, judge.records())
    else:
        checks.sentence(name, result)
    if fault == "429":
        times = [r["t"] for r in judge.records()]
        check("429: Retry-After is honoured", len(times) > 1 and times[1] - times[0] >= 0.95, times)
    judge.faults(every=fault)
    result = p.json("keys", "list", timeout=150)
    name = f"list, every request {fault}"
    wanted = {"drop_before": (69, 75), "drop_after": (69, 75), "500": (1, 75), "503": (75,), "429": (75,),
              "truncated": (1, 69, 75), "garbage": (1, 69)}[fault]
    check(f"{name}: exit code in {wanted}", result.code in wanted, result)
    checks.sentence(name, result)

create_at = position(p, ["keys", "create", "--name", "fault-probe"], "POST")
plan = next((x["id"] for x in behind.get_usage_plans(limit=500)["items"] if x.get("apiStages")), "none")
attach_at = position(p, ["keys", "create", "--name", "fault-probe-2", "--plan", plan], "POST") + 1
for number, fault in enumerate(FAULTS):
    judge.faults(**{f"n{create_at}": fault})
    name = f"fault-create-{number}"
    result = p.json("keys", "create", "--name", name)
    found = keys_named(name)
    title = f"create, {fault}"
    check(f"{title}: never two keys", len(found) <= 1, (found, result))
    if result.code == 0:
        equal(f"{title}: done means one key", len(found), 1, result)
        equal(f"{title}: the key it names is the one", [k["id"] for k in found], [(result.json or {}).get("id")], result)
        check(f"{title}: it is enabled", all(k["enabled"] for k in found), found)
    else:
        checks.sentence(title, result)
        check(f"{title}: a key that is left is said", not found or re.search(UNSURE + "|" + found[0]["id"], result.err),
              result)
    judge.faults(**{f"n{attach_at}": fault})
    name = f"fault-create-in-plan-{number}"
    result = p.json("keys", "create", "--name", name, "--plan", plan)
    found = keys_named(name)
    title = f"create in a plan, {fault} at the plan"
    check(f"{title}: never two keys", len(found) <= 1, (found, result))
    inside = [k["id"] for page in behind.get_paginator("get_usage_plan_keys").paginate(usagePlanId=plan)
              for k in page["items"]]
    if result.code == 0:
        check(f"{title}: done means in the plan", len(found) == 1 and found[0]["id"] in inside, (found, result))
    else:
        checks.sentence(title, result)
        check(f"{title}: all or none, or it is said", not found or re.search(UNSURE + "|" + found[0]["id"], result.err),
              (found, result))

target = behind.create_api_key(name="fault-disable", enabled=True)["id"]
disable_at = position(p, ["keys", "disable", target], "PATCH")
for fault in FAULTS:
    behind.update_api_key(apiKey=target, patchOperations=[{"op": "replace", "path": "/enabled", "value": "true"}])
    judge.faults(**{f"n{disable_at}": fault})
    result = p.json("keys", "disable", target, "--yes")
    enabled = behind.get_api_key(apiKey=target)["enabled"]
    title = f"disable, {fault}"
    if fault in ("drop_before", "500", "503", "429", "drop_after"):
        exits(f"{title}: tried again", result, 0)
    if result.code == 0:
        equal(f"{title}: done means disabled", enabled, False, result)
    else:
        check(f"{title}: still enabled, or it is said that nobody knows", enabled or
              re.search(UNSURE, result.err + result.out), result)

judge.faults(n1="hang")
total = sum(len(page["items"]) for page in behind.get_paginator("get_api_keys").paginate())
result = p.json("keys", "list", timeout=110)
check("list, first request hangs: a time-out, and an end", result.code in (0, 69, 75), result)
if result.code == 0:
    equal("list, first request hangs: all or nothing", len(result.json or []), total)
checks.finish()
