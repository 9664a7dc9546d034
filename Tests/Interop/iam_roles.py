"""The policies that `tollgate iam` prints, enforced by the sandbox: each role's commands work with its policy, none of
its permissions can be left out, and a viewer obtains no key's value by any command.
"""

import copy
import json
import pathlib

import boto3
import botocore.config

from support import Checks, Home, Program, Sandbox

checks = Checks("policies of roles")
check, equal, exits = checks.check, checks.equal, checks.exits
folder = Home()


def policy_of(role):
    result = Program(None).run("iam", role)
    exits(f"iam {role}", result, 0)
    return json.loads(result.out)


class World:
    """A sandbox that enforces a policy, and a user of its own. The demo data are the same every time."""

    def __init__(self, policy=None):
        options = ["--unlimited", "--propagation", "0"]
        if policy:
            file = pathlib.Path(folder.path / "policy.json")
            file.write_text(json.dumps(policy))
            options += ["--policy", str(file)]
        self.server = Sandbox(*options)
        self.program = Program(self.server)

    def run(self, words):
        return self.program.run(*[names.get(w, w) for w in words], "--yes", "--output", "json")

    def stop(self):
        self.server.stop()
        self.program.home.stop()


def works(result, role):
    """Whether a command did all that it is for: a figure left out for want of a permission is said. A viewer does
    without the keys of plans, and is told so.
    """
    told = [x for x in result.err.splitlines() if not (role == "viewer" and "/keys" in x)]
    return result.code == 0 and not any("may not" in x or "not allowed" in x for x in told)


def pairs(policy):
    """Every action on every resource that a policy allows, as a statement of its own."""
    return [dict(s, Action=[a], Resource=[r]) for s in policy["Statement"] if s["Effect"] == "Allow"
            for a in s["Action"] for r in s["Resource"]]


def name_of(statement):
    action, resource = statement["Action"][0], statement["Resource"][0]
    return f"{action} {resource.split('::', 1)[1]}" if action.startswith("apigateway:") else action


# A command, the permissions without any of which it does not do its work, and what must have been done before. Names
# in capitals are filled in from the demo data.
VIEWER = [
    (["plans", "list"], ["apigateway:GET /usageplans"], []),
    (["plans", "show", "PLANID"], ["apigateway:GET /usageplans/??????"], []),
    (["usage", "show", "--plan", "PLAN"], ["apigateway:GET /usageplans/*/usage"], []),
    (["apis", "list"], ["apigateway:GET /restapis", "apigateway:GET /restapis/*"], []),
]
GRANT = ["usage", "grant", "KEY", "--plan", "PLAN", "--add", "5"]
DETACH = ["plans", "detach", "KEY", "PLAN"]
KEYS = [
    (["keys", "list", "--plan", "PLAN"], ["apigateway:GET /usageplans/*/keys"], []),
    (["usage", "show", "--plan", "PLAN", "--key", "KEY"], ["apigateway:GET /usageplans/*/keys/*"], []),
    (["keys", "list"], ["apigateway:GET /apikeys"], []),
    (["keys", "show", "KEY"], ["apigateway:GET /apikeys/*"], []),
    (["keys", "create", "--name", "walked", "--plan", "PLAN", "--tag", "owner=walk"],
     ["apigateway:POST /apikeys", "apigateway:POST /usageplans/*/keys"], []),
    (["keys", "tag", "KEY", "walk=1"], ["apigateway:PUT /tags/*"], []),
    (["keys", "untag", "KEY", "walk"], ["apigateway:DELETE /tags/*"], [["keys", "tag", "KEY", "walk=1"]]),
    (GRANT, ["apigateway:PATCH /usageplans/*/keys/*/usage"], []),
    (DETACH, ["apigateway:DELETE /usageplans/*/keys/*"], []),
    (["plans", "attach", "KEY", "PLAN"], [], [DETACH]),
]
TO_SECRET = ["keys", "rotate", "KEY", "--deliver", "secretsmanager:walk"]
AGAIN = ["keys", "rotate", "OTHER", "--deliver", "secretsmanager:walk"]
SUSPEND = ["plans", "suspend", "SMALL"]
OPERATOR = VIEWER + KEYS + [
    (["keys", "disable", "KEY"], ["apigateway:PATCH /apikeys/*"], []),
    (["keys", "enable", "KEY"], [], [["keys", "disable", "KEY"]]),
    (TO_SECRET, ["secretsmanager:DescribeSecret", "secretsmanager:CreateSecret"], []),
    (AGAIN, ["secretsmanager:PutSecretValue"], [TO_SECRET]),
    (["rotations", "advance"], [], [TO_SECRET]),
    (SUSPEND, ["apigateway:PATCH /usageplans/??????"], []),
    (["plans", "resume", "SMALL"], [], [SUSPEND]),
    (["keys", "revoke", "--from", "LEAK", "--wait-silent", "1s"], ["logs:FilterLogEvents"], []),
]
MAKE = ["plans", "create", "--name", "walk-plan", "--rate", "5", "--burst", "5", "--tag", "a=b"]
MANAGER = VIEWER + KEYS + [
    (MAKE, ["apigateway:POST /usageplans"], []),
    (["plans", "update", "walk-plan", "--rate", "6"], ["apigateway:PATCH /usageplans/??????"], [MAKE]),
    (["plans", "delete", "walk-plan"], ["apigateway:DELETE /usageplans/??????"], [MAKE]),
]
# The sandbox does not ask for these: AWS wants the first for tags that come with a creation, and the second only when
# a new key is taken back before anybody had its value, which takes a crash in the middle.
UNSEEN = {"apigateway:POST /tags/*", "apigateway:DELETE /apikeys/*"}

names = {}
plain = World()
theirs = boto3.client(
    "apigateway", endpoint_url=plain.server.endpoint, region_name="us-east-1", aws_access_key_id=plain.server.access,
    aws_secret_access_key=plain.server.secret, config=botocore.config.Config(retries={"max_attempts": 0}))
plans = {p["name"]: p["id"] for p in theirs.get_usage_plans()["items"]}
members = [k["id"] for k in theirs.get_usage_plan_keys(usagePlanId=plans["standard-prod"], limit=500)["items"]]
values = {k["id"]: k["value"] for k in theirs.get_api_keys(includeValues=True, limit=500)["items"] if k["enabled"]}
chosen = [k for k in members if k in values][:3]
leak = folder.path / "leak.txt"
leak.write_text(f"x-api-key: {values[chosen[2]]}\n")
leak.chmod(0o600)
names.update(KEY=chosen[0], OTHER=chosen[1], PLAN="standard-prod", PLANID=plans["standard-prod"],
             SMALL="basic-dev", LEAK=str(leak))
plain.stop()

for role, commands in (("viewer", VIEWER), ("manager", MANAGER), ("operator", OPERATOR)):
    policy = policy_of(role)
    world = World(policy)
    before = []
    for words, _, needs in commands:
        if words[:2] == ["rotations", "advance"] or words in (["plans", "resume", "SMALL"], AGAIN):
            needs = []
        for need in needs:
            if need not in before:
                world.run(need)
        before += [words, *needs]
        result = world.run(words)
        check(f"{role}: {' '.join(words)} works with the policy", works(result, role), result)
    world.stop()
    wanted = {}
    for words, permissions, needs in commands:
        for permission in permissions:
            wanted.setdefault(permission, (words, needs))
    for number, pair in enumerate(pairs(policy)):
        permission = name_of(pair)
        if permission in UNSEEN:
            continue
        if not check(f"{role}: a command needs {permission}", permission in wanted):
            continue
        words, needs = wanted[permission]
        less = copy.deepcopy(policy)
        less["Statement"] = [s for n, s in enumerate(pairs(policy)) if n != number] + [
            s for s in policy["Statement"] if s["Effect"] == "Deny"]
        world = World(less)
        for need in needs:
            world.run(need)
        result = world.run(words)
        check(f"{role}: {' '.join(words)} does not work without {permission}", not works(result, role), result)
        world.stop()

# A viewer tries everything that could give a value.
world = World(policy_of("viewer"))
shown = []
for words in (["keys", "list"], ["keys", "show", "KEY", "--show-value"], ["keys", "find", "--from", "LEAK"],
              ["keys", "export", "--with-values", "--to", str(folder.path / "out.csv")],
              ["keys", "list", "--plan", "PLAN"], ["plans", "show", "PLAN"], ["usage", "show", "--plan", "PLAN"],
              ["usage", "top"], ["usage", "export"], ["keys", "rotate", "KEY", "--deliver", "stdout"],
              ["keys", "create", "--name", "x", "--show-value"], ["audit", "list"]):
    result = world.run(words)
    shown.append(result.out + result.err)
for name in folder.path.iterdir():
    if name.name not in ("leak.txt", "policy.json") and name.is_file():
        shown.append(name.read_text(errors="replace"))
everything = "\n".join(shown)
equal("a viewer obtains no key's value", [k for k, v in values.items() if v in everything], [])
world.stop()
checks.finish()
