"""The same commands against moto's server, an emulator that other people wrote, as far as it goes.

moto has no usage, no import and no tags of keys; it answers in its own order and with nulls where AWS says nothing.
"""

import boto3
import botocore.config

import support_shapes as shapes
from support import Checks, Moto, Program

checks = Checks("commands against moto")
check, equal, exits = checks.check, checks.equal, checks.exits

moto = Moto()
p = Program(moto)
theirs = boto3.client(
    "apigateway", endpoint_url=moto.endpoint, region_name="us-east-1", aws_access_key_id=moto.access,
    aws_secret_access_key=moto.secret, config=botocore.config.Config(retries={"max_attempts": 0}))


def api_with_stage(name, stage):
    """A REST API with one stage, made by boto3."""
    made = theirs.create_rest_api(name=name)["id"]
    root = theirs.get_resources(restApiId=made)["items"][0]["id"]
    theirs.put_method(restApiId=made, resourceId=root, httpMethod="GET", authorizationType="NONE")
    theirs.put_integration(restApiId=made, resourceId=root, httpMethod="GET", type="MOCK")
    theirs.create_deployment(restApiId=made, stageName=stage)
    return made


def good(name, result, one=None, many=None):
    exits(name, result, 0)
    found = result.json
    if check(f"{name}: stdout is JSON", found is not None, result):
        why = one(found) if one else shapes.all_of(many, found) if many else ""
        equal(f"{name}: shape", why, "", result)
    return found


equal("keys list of nothing", good("keys list of nothing", p.json("keys", "list"), many=shapes.key), [])
equal("plans list of nothing", good("plans list of nothing", p.json("plans", "list"), many=shapes.plan), [])

api = api_with_stage("orders", "prod")
made = good("keys create", p.json("keys", "create", "--name", "acme", "--description", "first", "--tag", "owner=ops"),
            one=shapes.key) or {"id": "none"}
wire = theirs.get_api_key(apiKey=made["id"], includeValue=True)
equal("keys create: what boto3 sees", (wire["name"], wire["description"], wire["enabled"], wire.get("tags")),
      ("acme", "first", True, {"owner": "ops"}))
value = wire["value"]
shown = good("keys show --show-value", p.json("keys", "show", "acme", "--show-value"),
             one=lambda k: shapes.key(k, plans=True, value_shown=True)) or {}
equal("keys show --show-value: the value that boto3 sees", shown.get("value"), value)
own = good("keys create --value-stdin", p.json("keys", "create", "--name", "own", "--value-stdin",
                                               stdin="moto-value-0123456789-abc\n"), one=shapes.key) or {"id": "none"}
equal("keys create --value-stdin: what boto3 sees", theirs.get_api_key(apiKey=own["id"], includeValue=True)["value"],
      "moto-value-0123456789-abc")
exits("a value that another key has", p.json("keys", "create", "--name", "dup", "--value-stdin",
                                             stdin="moto-value-0123456789-abc"), 1)
foreign = theirs.create_api_key(name="made-by-boto3")["id"]
listed = good("keys list", p.json("keys", "list"), many=lambda k: shapes.key(k, plans=False)) or []
equal("keys list: all three", sorted(k["name"] for k in listed), ["acme", "made-by-boto3", "own"])
equal("a key without enabled is off", next((k["enabled"] for k in listed if k["id"] == foreign), None), False)
good("keys enable", p.json("keys", "enable", foreign, "--yes"), many=shapes.item_result)
equal("keys enable: what boto3 sees", theirs.get_api_key(apiKey=foreign)["enabled"], True)
good("keys disable", p.json("keys", "disable", "acme", foreign, "--yes"), many=shapes.item_result)
equal("keys disable: what boto3 sees", [theirs.get_api_key(apiKey=k)["enabled"] for k in (made["id"], foreign)],
      [False, False])
exits("undo", p.json("undo", "--yes"), 0)
equal("undo: what boto3 sees", theirs.get_api_key(apiKey=foreign)["enabled"], True)
good("keys update", p.json("keys", "update", "acme", "--name", "acme-2", "--description", "second", "--yes"),
     one=shapes.key)
wire = theirs.get_api_key(apiKey=made["id"])
equal("keys update: what boto3 sees", (wire["name"], wire["description"]), ("acme-2", "second"))

plan = good("plans create", p.json("plans", "create", "--name", "basic", "--rate", "10", "--burst", "20", "--quota",
                                   "500", "--period", "MONTH", "--stage", "orders:prod"), one=shapes.plan) or {"id": "none"}
wire = theirs.get_usage_plan(usagePlanId=plan["id"])
equal("plans create: what boto3 sees",
      (wire["name"], wire["throttle"]["rateLimit"], wire["throttle"]["burstLimit"], int(wire["quota"]["limit"]),
       wire["quota"]["period"], [(s["apiId"], s["stage"]) for s in wire["apiStages"]]),
      ("basic", 10, 20, 500, "MONTH", [(api, "prod")]))
good("plans attach", p.json("plans", "attach", "acme-2", "basic", "--yes"), one=shapes.membership)
equal("plans attach: what boto3 sees", [k["id"] for k in theirs.get_usage_plan_keys(usagePlanId=plan["id"])["items"]],
      [made["id"]])
detail = good("plans show", p.json("plans", "show", "basic"), one=shapes.plan) or {}
equal("plans show: keys, stage and its name", (detail.get("keyCount"), [s.get("apiName") for s in detail.get("apiStages", [])]),
      (1, ["orders"]))
equal("keys list --plan", [k["id"] for k in p.json("keys", "list", "--plan", "basic").json or []], [made["id"]])
equal("keys show: its plan", (p.json("keys", "show", "acme-2").json or {}).get("plans"),
      [{"id": plan["id"], "name": "basic"}])
good("plans update", p.json("plans", "update", "basic", "--rate", "30", "--burst", "40", "--quota", "700", "--period",
                            "WEEK", "--yes"), one=shapes.plan)
wire = theirs.get_usage_plan(usagePlanId=plan["id"])
equal("plans update: what boto3 sees",
      (wire["throttle"]["rateLimit"], wire["throttle"]["burstLimit"], int(wire["quota"]["limit"]), wire["quota"]["period"]),
      (30, 40, 700, "WEEK"))
usage = p.json("usage", "show", "--plan", "basic")
check("usage show, which moto does not have: fails without a stack trace",
      usage.code in (1, 3, 69) and usage.error is not None, usage)
checks.sentence("usage show, which moto does not have", usage)
good("plans detach", p.json("plans", "detach", "acme-2", "basic", "--yes"), one=shapes.membership)
equal("plans detach: what boto3 sees", theirs.get_usage_plan_keys(usagePlanId=plan["id"])["items"], [])
both = good("keys create --plan", p.json("keys", "create", "--name", "both", "--plan", "basic"), one=shapes.key) or {}
equal("keys create --plan: what boto3 sees",
      [k["id"] for k in theirs.get_usage_plan_keys(usagePlanId=plan["id"])["items"]], [both.get("id")])
found = good("apis list", p.json("apis", "list"), many=shapes.api) or []
equal("apis list", [(a["id"], a["name"], a["stages"]) for a in found], [(api, "orders", ["prod"])])

# -- Leaks and rotations; there is no usage here, which must be said and stop nothing ---------------------------------

leaked = theirs.create_api_key(name="leaked", enabled=True, value="moto-leaked-value-0123456789-abcdef")["id"]
theirs.create_usage_plan_key(usagePlanId=plan["id"], keyId=leaked, keyType="API_KEY")
found = good("keys find", p.json("keys", "find", stdin="x-api-key: moto-leaked-value-0123456789-abcdef\n"), one=shapes.leak)
equal("keys find: that key", [(k["id"], k["matchedBy"], k["confidence"]) for k in (found or {}).get("matches", [])],
      [(leaked, "value", "exact")])
cut = p.json("keys", "revoke", "--replace", "--yes", stdin="moto-leaked-value-0123456789-abcdef", timeout=180)
exits("keys revoke --replace where keys take no tags: cut off, and it says that no new key was made", cut, 1, "no new key")
equal("keys revoke: shape", shapes.revoked(cut.json), "", cut)
equal("keys revoke: what boto3 sees", theirs.get_api_key(apiKey=leaked)["enabled"], False)
rotated = p.json("keys", "rotate", both["id"], "--yes", timeout=180)
exits("keys rotate where keys take no tags: stops before anything is made", rotated, 1, "TagResource")
equal("keys rotate: what boto3 sees", sorted(k["name"] for k in theirs.get_api_keys()["items"]).count("both"), 1)
good("audit verify", p.json("audit", "verify"), one=shapes.journal_check)
p.forget_pacing()
exits("plans delete", p.json("plans", "delete", "basic", "--yes"), 0)
equal("plans delete: what boto3 sees", theirs.get_usage_plans()["items"], [])
good("keys delete", p.json("keys", "delete", made["id"], foreign, "--yes"), many=shapes.item_result)
equal("keys delete: what boto3 sees", sorted(k["name"] for k in theirs.get_api_keys()["items"]), ["both", "leaked", "own"])
exits("an unknown key", p.json("keys", "show", "nosuchkey"), 3, "nosuchkey")
exits("an unknown plan", p.json("plans", "show", "nosuchplan"), 3, "nosuchplan")

for profile, code in (("good", 0), ("empty", 77)):
    folder = p.home.path / ".aws"
    folder.mkdir(exist_ok=True)
    (folder / "credentials").write_text(
        f"[good]\naws_access_key_id = {moto.access}\naws_secret_access_key = {moto.secret}\n")
    (folder / "config").write_text(
        f"[profile good]\nregion = eu-central-1\nendpoint_url = {moto.endpoint}\n[profile empty]\nregion = eu-west-1\n")
    alone = Program(home=p.home)
    listed = alone.json("keys", "list", "--profile", profile)
    exits(f"--profile {profile} from the shared files", listed, code)
    if code == 0:
        alone.json("keys", "create", "--name", "elsewhere", "--profile", profile)
        equal("--profile: its region and name in the context",
              [k["context"] for k in alone.json("keys", "list", "--profile", profile).json or []],
              [{"profile": "good", "region": "eu-central-1"}])
checks.finish()
