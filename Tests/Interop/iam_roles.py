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


def policy_of(role, *options):
    result = Program(None).run("iam", role, *options)
    exits(f"iam {role}", result, 0)
    return json.loads(result.out)


def sandbox(policy):
    file = pathlib.Path(folder.path / "policy.json")
    file.write_text(json.dumps(policy))
    return Sandbox("--unlimited", "--propagation", "0", "--policy", str(file))


class Walk:
    """A role's commands against a sandbox that enforces a policy."""

    def __init__(self, policy):
        self.server = sandbox(policy)
        self.p = Program(self.server)
        self.key = self.plan = None

    def names(self, key, plan):
        self.key, self.plan = key, plan

    def stop(self):
        self.server.stop()


# A command, and the permissions of which it needs each one: leave one out, and the command fails or says what it
# left out. KEY, OTHER and PLAN are filled in from the demo data.
READ_PLANS = ["apigateway:GET /usageplans"]
VIEWER = [
    (["plans", "list"], ["apigateway:GET /usageplans"]),
    (["plans", "show", "PLAN"], ["apigateway:GET /usageplans/??????"]),
    (["usage", "show", "--plan", "PLAN"], ["apigateway:GET /usageplans/*/usage"]),
    (["apis", "list"], ["apigateway:GET /restapis", "apigateway:GET /restapis/*"]),
]
KEYS = [
    (["plans", "show", "PLAN"], ["apigateway:GET /usageplans/*/keys"]),
    (["usage", "show", "--plan", "PLAN", "--key", "KEY"], ["apigateway:GET /usageplans/*/keys/*"]),
    (["keys", "list"], ["apigateway:GET /apikeys"]),
    (["keys", "show", "KEY"], ["apigateway:GET /apikeys/*"]),
    (["keys", "create", "--name", "walked", "--plan", "PLAN", "--tag", "owner=walk"],
     ["apigateway:POST /apikeys", "apigateway:POST /usageplans/*/keys"]),
    (["keys", "tag", "KEY", "walk=1"], ["apigateway:PUT /tags/*"]),
    (["keys", "untag", "KEY", "walk"], ["apigateway:DELETE /tags/*"]),
    (["usage", "grant", "KEY", "--plan", "PLAN", "--add", "5"], ["apigateway:PATCH /usageplans/*/keys/*/usage"]),
    (["plans", "detach", "KEY", "PLAN"], ["apigateway:DELETE /usageplans/*/keys/*"]),
    (["plans", "attach", "KEY", "PLAN"], []),
]
OPERATOR = VIEWER + KEYS + [
    (["keys", "disable", "KEY"], ["apigateway:PATCH /apikeys/*"]),
    (["keys", "enable", "KEY"], []),
    (["keys", "rotate", "KEY"], []),
    (["rotations", "rollback", "ROTATION"], ["apigateway:DELETE /apikeys/*"]),
    (["plans", "suspend", "PLAN"], ["apigateway:PATCH /usageplans/??????"]),
    (["plans", "resume", "PLAN"], []),
    (["keys", "rotate", "OTHER", "--deliver", "secretsmanager:walk"],
     ["secretsmanager:DescribeSecret", "secretsmanager:CreateSecret"]),
    (["keys", "rotate", "THIRD", "--deliver", "secretsmanager:walk"], ["secretsmanager:PutSecretValue"]),
    (["keys", "revoke", "--wait-silent", "1s", "--from", "LEAK"], ["logs:FilterLogEvents"]),
]
MANAGER = VIEWER + KEYS + [
    (["plans", "create", "--name", "walk-plan", "--rate", "5", "--burst", "5", "--tag", "a=b"],
     ["apigateway:POST /usageplans"]),
    (["plans", "update", "walk-plan", "--rate", "6"], ["apigateway:PATCH /usageplans/??????"]),
    (["plans", "delete", "walk-plan"], ["apigateway:DELETE /usageplans/??????"]),
]
