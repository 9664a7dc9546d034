#!/usr/bin/env python3
"""Stories about the sandbox's data plane, its logs and its secrets, told by boto3 and plain HTTP.

sandbox_data_plane.py [PATH-OF-TOLLGATE] [STORY…], as sandbox_stories.py. Ends with a line `N passed, N failed`.
"""

import datetime
import json
import os
import re
import tempfile
import time
import uuid

import support_sandbox as support
from support_sandbox import Sandbox, check, fault

FORBIDDEN = (403, "ForbiddenException", {"message": "Forbidden"})
MISSING = (403, "MissingAuthenticationTokenException", {"message": "Missing Authentication Token"})
USED_UP = (429, "LimitExceededException", {"message": "Limit Exceeded"})
TOO_FAST = (429, "TooManyRequestsException", {"message": "Too Many Requests"})


def call(box, api, stage, path, value=None, method="GET"):
    """Status, error type and body of a call as a customer makes it, without a signature."""
    headers = {"User-Agent": "story/1", **({"x-api-key": value} if value else {})}
    status, fields, body = box.send(method, f"/restapis/{api}/{stage}/_user_request_{path}", b"", headers)
    return status, fields.get("x-amzn-errortype"), json.loads(body)


def api_ids(box):
    return {api["name"]: api["id"] for api in box.gateway.get_rest_apis()["items"]}


def plan_with_key(box, stages, **limits):
    plan = box.gateway.create_usage_plan(name="story", apiStages=stages, **limits)["id"]
    key = box.gateway.create_api_key(name="story", enabled=True)
    box.gateway.create_usage_plan_key(usagePlanId=plan, keyId=key["id"], keyType="API_KEY")
    return plan, key


def today(box, plan, key):
    """Used and remaining of today, in UTC."""
    day = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    items = box.gateway.get_usage(usagePlanId=plan, keyId=key, startDate=day, endDate=day)["items"]
    return items.get(key, [None])[0]


def what_a_customer_sees():
    with Sandbox("--keys", "4", "--plans", "1", "--propagation", "0", "--unlimited") as box:
        orders = api_ids(box)["orders-api"]
        stage = {"apiId": orders, "stage": "prod"}
        plan, key = plan_with_key(box, [stage], quota={"limit": 5, "period": "DAY"})
        value = key["value"]
        check("no key", call(box, orders, "prod", "/orders"), FORBIDDEN)
        check("an unknown key", call(box, orders, "prod", "/orders", "x" * 40), FORBIDDEN)
        check("a stage outside the plan", call(box, orders, "stg", "/orders", value), FORBIDDEN)
        for title, api, name, path, method in [
                ("no such path", orders, "prod", "/nothing", "GET"), ("no such method", orders, "prod", "/orders", "PUT"),
                ("no such stage", orders, "none", "/orders", "GET"), ("no such API", "abcdefghij", "prod", "/", "GET")]:
            check(title, call(box, api, name, path, value, method), MISSING)
        check("a method that wants no key", call(box, orders, "prod", "/health")[0], 200)
        check("nothing of that counts", today(box, plan, key["id"]), [0, 5])
        check("served", call(box, orders, "prod", "/orders/42", value),
              (200, None, {"message": "OK", "method": "GET", "resource": "/orders/{id}", "stage": "prod"}))
        check("other methods", [call(box, orders, "prod", "/orders/42", value, m)[0] for m in ("PATCH", "DELETE")], [200] * 2)
        check("counted", today(box, plan, key["id"]), [3, 2])
        check("up to the quota", [call(box, orders, "prod", "/orders", value)[0] for _ in range(2)], [200] * 2)
        check("and no further", call(box, orders, "prod", "/orders", value), USED_UP)
        check("refused ones do not count", today(box, plan, key["id"]), [5, 0])
        box.gateway.update_usage(usagePlanId=plan, keyId=key["id"],
                                 patchOperations=[{"op": "replace", "path": "/remaining", "value": "1"}])
        check("a grant", [call(box, orders, "prod", "/orders", value)[0] for _ in range(2)], [200, 429])
        check("after the grant", today(box, plan, key["id"]), [6, 0])


def too_fast():
    with Sandbox("--keys", "0", "--plans", "0", "--propagation", "0", "--unlimited") as box:
        orders = api_ids(box)["orders-api"]
        stage = {"apiId": orders, "stage": "prod", "throttle": {"/orders/{id}/GET": {"rateLimit": 0.01, "burstLimit": 1}}}
        plan, key = plan_with_key(box, [stage], throttle={"rateLimit": 0.01, "burstLimit": 3})
        answers = [call(box, orders, "prod", "/orders", key["value"]) for _ in range(5)]
        check("the burst, then 429", [a[0] for a in answers], [200] * 3 + [429] * 2)
        check("in these words", answers[-1], TOO_FAST)
        check("a method of its own", [call(box, orders, "prod", "/orders/1", key["value"])[0] for _ in range(2)], [200, 429])
        check("counted", today(box, plan, key["id"])[0], 4)


def propagation():
    with Sandbox("--keys", "0", "--plans", "0", "--propagation", "2", "--unlimited") as box:
        orders = api_ids(box)["orders-api"]
        _, key = plan_with_key(box, [{"apiId": orders, "stage": "prod"}])

        def seconds_until(wanted, since):
            while call(box, orders, "prod", "/orders", key["value"])[0] != wanted and time.monotonic() < since + 30:
                time.sleep(0.01)
            return time.monotonic() - since

        def near(title, seconds):
            check(f"{title} after two seconds", 1.9 <= seconds <= 8, True)

        near("a new key works", seconds_until(200, time.monotonic()) + 0.2)
        for title, wanted, change in [
                ("a disabled key is refused", 403, lambda: box.gateway.update_api_key(
                    apiKey=key["id"], patchOperations=[{"op": "replace", "path": "/enabled", "value": "false"}])),
                ("an enabled key works", 200, lambda: box.gateway.update_api_key(
                    apiKey=key["id"], patchOperations=[{"op": "replace", "path": "/enabled", "value": "true"}])),
                ("a deleted key is refused", 403, lambda: box.gateway.delete_api_key(apiKey=key["id"]))]:
            change()
            near(title, seconds_until(wanted, time.monotonic()) + 0.2)


def counts_survive_a_kill():
    with tempfile.TemporaryDirectory() as folder:
        options = ["--keys", "0", "--plans", "0", "--propagation", "0", "--unlimited", "--state", f"{folder}/state"]
        with Sandbox(*options) as box:
            orders = api_ids(box)["orders-api"]
            plan, key = plan_with_key(box, [{"apiId": orders, "stage": "prod"}], quota={"limit": 50, "period": "MONTH"})
            for _ in range(7):
                call(box, orders, "prod", "/orders", key["value"])
            name = box.client("secretsmanager").create_secret(Name="kept", SecretString="s")["Name"]
            box.child.kill()
            box.child.wait()
        check("the state is private", os.stat(f"{folder}/state").st_mode & 0o777, 0o600)
        with Sandbox(*options) as box:
            check("the count is there again", today(box, plan, key["id"]), [7, 43])
            check("the secret too", box.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"], "s")


def logs_of_calls():
    with Sandbox("--keys", "0", "--plans", "0", "--propagation", "0", "--unlimited") as box:
        logs, orders = box.client("logs"), api_ids(box)["orders-api"]
        _, key = plan_with_key(box, [{"apiId": orders, "stage": "prod"}, {"apiId": orders, "stage": "stg"}])
        group = box.gateway.get_stage(restApiId=orders, stageName="prod")["accessLogSettings"]["destinationArn"].split(":")[-1]
        for path, value in [("/orders", key["value"]), ("/orders/1", key["value"]), ("/orders", None)]:
            call(box, orders, "prod", path, value)
        events = [json.loads(e["message"]) for e in logs.filter_log_events(logGroupName=group)["events"]]
        check("one line per call", [(e["apiKeyId"], e["status"], e["path"], e["userAgent"]) for e in events],
              [(key["id"], "200", "/orders", "story/1"), (key["id"], "200", "/orders/{id}", "story/1"),
               ("-", "403", "/orders", "story/1")])

        def found(pattern):
            return len(logs.filter_log_events(logGroupName=group, filterPattern=pattern)["events"])

        check("by key", found('{ $.apiKeyId = "%s" }' % key["id"]), 2)
        check("by key and path", found('{ $.apiKeyId = "%s" && $.path = "/orders" }' % key["id"]), 1)
        check("either", found('{ $.path = "/orders" || $.status = "403" }'), 2)
        check("not", found('{ $.apiKeyId != "-" }'), 2)
        check("terms", (found('"%s"' % key["id"]), found("?Forbidden ?INVALID_API_KEY"), found("nowhere")), (2, 1, 0))
        check("no such group", fault(logs.filter_log_events, logGroupName="/none"),
              (400, "ResourceNotFoundException", "The specified log group does not exist."))
        check("no such pattern", fault(logs.filter_log_events, logGroupName=group, filterPattern="{ $.a"),
              (400, "InvalidParameterException", "Invalid filter pattern"))
        call(box, orders, "stg", "/orders", key["value"])
        leak = logs.filter_log_events(logGroupName=group.replace("/prod", "/stg"))["events"][0]["message"]
        check("a stage that logs values", key["value"] in leak, True)
        stream = logs.describe_log_streams(logGroupName=group)["logStreams"][0]["logStreamName"]
        first = logs.get_log_events(logGroupName=group, logStreamName=stream, limit=2, startFromHead=True)
        rest = logs.get_log_events(logGroupName=group, logStreamName=stream, nextToken=first["nextForwardToken"])
        check("a stream, page by page", [json.loads(e["message"])["path"] for e in first["events"] + rest["events"]],
              ["/orders", "/orders/{id}", "/orders"])


def logs_of_the_demo():
    with Sandbox("--keys", "40", "--unlimited") as box:
        logs = box.client("logs")
        pages = logs.get_paginator("describe_log_groups").paginate(PaginationConfig={"PageSize": 4})
        groups = [g["logGroupName"] for page in pages for g in page["logGroups"]]
        check("groups", groups, [f"/apigateway/{a}-api/{s}" for a in ("billing", "orders", "search") for s in ("prod", "stg")])
        yesterday = datetime.datetime.now(datetime.timezone.utc).replace(hour=0, minute=0, second=0, microsecond=0)
        yesterday -= datetime.timedelta(days=1)
        start = int(yesterday.timestamp() * 1000)
        plan = next(p for p in box.gateway.get_usage_plans()["items"] if p["name"] == "standard-stg")
        day = yesterday.strftime("%Y-%m-%d")
        usage = box.gateway.get_usage(usagePlanId=plan["id"], startDate=day, endDate=day, limit=500)["items"]
        wanted = {key: days[0][0] for key, days in usage.items()}
        values = {k["id"]: k["value"] for k in box.gateway.get_api_keys(limit=500, includeValues=True)["items"]}
        served = dict.fromkeys(wanted, 0)
        for key in wanted:
            for name in groups:
                if not name.endswith("/stg"):
                    continue
                text = values[key] if "orders" in name else key
                for page in logs.get_paginator("filter_log_events").paginate(
                        logGroupName=name, startTime=start, endTime=start + 86_399_999, filterPattern=f'"{text}"'):
                    for event in page["events"]:
                        line = event["message"]
                        status = line.split()[-1] if line[0] != "{" else json.loads(line)["status"]
                        served[key] += status not in ("403", "429")
        check("yesterday's calls in the logs are yesterday's usage", served, wanted)
        agents = {json.loads(e["message"])["userAgent"] for e in logs.filter_log_events(
            logGroupName="/apigateway/billing-api/stg", startTime=start)["events"]}
        check("one stage is called by a distribution alone", agents, {"Amazon CloudFront"})


def secrets():
    with Sandbox("--keys", "0", "--plans", "0", "--unlimited") as box:
        client = box.client("secretsmanager")
        token = str(uuid.uuid4())
        made = client.create_secret(Name="keys/story", SecretString="one", ClientRequestToken=token, Description="d",
                                    Tags=[{"Key": "owner", "Value": "story"}])
        check("an ARN with six characters of its own",
              bool(re.fullmatch(r"arn:aws:secretsmanager:us-east-1:123456789012:secret:keys/story-\w{6}", made["ARN"])), True)
        again = client.create_secret(Name="keys/story", SecretString="one", ClientRequestToken=token)
        check("the same request again", (again["ARN"], again["VersionId"]), (made["ARN"], token))
        check("another of that name", fault(client.create_secret, Name="keys/story", SecretString="two"),
              (400, "ResourceExistsException", "The operation failed because the secret keys/story already exists."))
        second = client.put_secret_value(SecretId="keys/story", SecretString="two")
        check("a new version", second["VersionStages"], ["AWSCURRENT"])
        check("a token that made another version",
              fault(client.put_secret_value, SecretId=made["ARN"], SecretString="x", ClientRequestToken=token)[:2],
              (400, "ResourceExistsException"))
        seen = client.describe_secret(SecretId=made["ARN"])
        check("described", (seen["Name"], seen["Description"], seen["Tags"], seen["VersionIdsToStages"]),
              ("keys/story", "d", [{"Key": "owner", "Value": "story"}],
               {token: ["AWSPREVIOUS"], second["VersionId"]: ["AWSCURRENT"]}))
        check("values", (client.get_secret_value(SecretId="keys/story")["SecretString"],
                         client.get_secret_value(SecretId="keys/story", VersionStage="AWSPREVIOUS")["SecretString"]), ("two", "one"))
        check("by an ARN without its end", client.describe_secret(SecretId=made["ARN"][:-7])["Name"], "keys/story")
        check("no such secret", fault(client.describe_secret, SecretId="none"),
              (400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret."))
        client.delete_secret(SecretId="keys/story")
        marked = (400, "InvalidRequestException",
                  "You can't perform this operation on the secret because it was marked for deletion.")
        check("marked", "DeletedDate" in client.describe_secret(SecretId="keys/story"), True)
        check("put into a marked one", fault(client.put_secret_value, SecretId="keys/story", SecretString="x"), marked)
        check("read a marked one", fault(client.get_secret_value, SecretId="keys/story"), marked)
        check("made anew while marked", fault(client.create_secret, Name="keys/story", SecretString="x")[1], "InvalidRequestException")
        client.restore_secret(SecretId="keys/story")
        check("restored", client.get_secret_value(SecretId="keys/story")["SecretString"], "two")


def marks_of_owners():
    with Sandbox("--keys", "40", "--unlimited") as box:
        keys = box.gateway.get_api_keys(limit=500)["items"]
        stacks = {k["tags"]["aws:cloudformation:logical-id"]: k for k in keys if "aws:cloudformation:stack-name" in k.get("tags", {})}
        check("stacks", sorted(stacks), ["ApiGatewayApiKey1", "PartnerKeyA8B8C1D2", "SearchApiApiKey"])
        check("Terraform", sum(k.get("description") == "Managed by Terraform" for k in keys), 1)
        arn = f"arn:aws:apigateway:us-east-1::/apikeys/{stacks['ApiGatewayApiKey1']['id']}"
        refused = (400, "BadRequestException", "Tag keys cannot start with aws:")
        check("not to be set", fault(box.gateway.tag_resource, resourceArn=arn, tags={"aws:x": "y"}), refused)
        check("not to be removed", fault(box.gateway.untag_resource, resourceArn=arn, tagKeys=["aws:cloudformation:stack-name"]), refused)
        box.gateway.tag_resource(resourceArn=arn, tags={"mine": "y"})
        check("others beside them", box.gateway.get_tags(resourceArn=arn)["tags"]["mine"], "y")


if __name__ == "__main__":
    support.run([
        what_a_customer_sees, too_fast, propagation, counts_survive_a_kill, logs_of_calls, logs_of_the_demo, secrets,
        marks_of_owners])
