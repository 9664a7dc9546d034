#!/usr/bin/env python3
"""Stories that boto3 tells with `tollgate sandbox`: sandbox_stories.py [PATH-OF-TOLLGATE] [STORY…]

Without a path it takes TOLLGATE_BINARY, and without that the debug build. Ends with a line `N passed, N failed`, and with 1 when anything failed.
"""

import datetime
import json
import os
import re
import signal
import stat
import tempfile
import time

import support_sandbox as support
from support_sandbox import Sandbox, check, fault, refusal

NO_KEY = (404, "NotFoundException", "Invalid API Key identifier specified")
NO_PLAN = (404, "NotFoundException", "Invalid Usage Plan ID specified")
UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")


def bare(answer):
    return {k: v for k, v in answer.items() if k != "ResponseMetadata"}


def status(answer):
    return answer["ResponseMetadata"]["HTTPStatusCode"]


def api_ids(gateway):
    return {api["name"]: api["id"] for api in gateway.get_rest_apis()["items"]}


def bad_request(message):
    return 400, "BadRequestException", message


def replace(path, value):
    return {"op": "replace", "path": path, "value": value}


def the_printed_lines():
    with Sandbox("--keys", "3", "--plans", "1") as box:
        check("the names of the lines", [line.split("=")[0] for line in box.lines], [
            "AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_DEFAULT_REGION",
            "ready"])
        check("loopback", bool(re.fullmatch(r"http://127\.0\.0\.1:\d+", box.endpoint)), True)
        check("region", (box.environment["AWS_REGION"], box.environment["AWS_DEFAULT_REGION"]), ("us-east-1",) * 2)
        check("credentials", (len(box.access), len(box.secret)), (20, 40))
        check("it ends well", box.stop(), 0)


def who_am_i():
    with Sandbox("--keys", "3") as box:
        check("identity", bare(box.client("sts").get_caller_identity()), {
            "Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/sandbox",
            "UserId": "AIDASANDBOXTOLLGATE1"})
        check("another region, same account",
              box.client("sts", region="eu-central-1").get_caller_identity()["Account"], "123456789012")
        check("unknown action", fault(box.client("sts").get_session_token),
              (400, "InvalidAction", "Could not find operation GetSessionToken for version 2011-06-15"))
        check("an unknown key in the words of the query protocol",
              fault(box.client("sts", access="AKIANOBODYNOBODYNOBO").get_caller_identity),
              (403, "InvalidClientTokenId", "The security token included in the request is invalid."))


def the_life_of_a_key():
    with Sandbox("--keys", "5", "--unlimited") as box:
        g = box.gateway
        made = g.create_api_key(name="story")
        check("created with 201", status(made), 201)
        check("disabled unless asked", made["enabled"], False)
        check("no stage keys", made["stageKeys"], [])
        check("no tags, no field", "tags" in made, False)
        check("a value of forty", bool(re.fullmatch(r"[A-Za-z0-9]{40}", made["value"])), True)
        check("an id of ten", bool(re.fullmatch(r"[a-z0-9]{10}", made["id"])), True)
        age = datetime.datetime.now(datetime.timezone.utc) - made["createdDate"]
        check("created now", -5 < age.total_seconds() < 60, True)
        seen = bare(g.get_api_key(apiKey=made["id"]))
        check("shown without its value", sorted(seen),
              ["createdDate", "enabled", "id", "lastUpdatedDate", "name", "stageKeys", "tags"])
        check("shown with its value", g.get_api_key(apiKey=made["id"], includeValue=True)["value"], made["value"])
        changed = g.update_api_key(apiKey=made["id"], patchOperations=[
            replace("/enabled", "true"), replace("/name", "renamed"), replace("/description", "why"),
            replace("/customerId", "c-1")])
        check("changed", (changed["enabled"], changed["name"], changed["description"], changed["customerId"]),
              (True, "renamed", "why", "c-1"))
        check("never with its value", "value" in changed, False)
        check("with empty tags", changed["tags"], {})
        off = g.update_api_key(apiKey=made["id"], patchOperations=[replace("/enabled", "not-a-boolean")])
        check("anything but true disables", (status(off), off["enabled"]), (200, False))
        own = g.create_api_key(name="", value="v" * 20, enabled=True, description="", tags={"a": "b"})
        check("an own value, no name", (own["value"], own["enabled"], "name" in own, own["tags"]),
              ("v" * 20, True, False, {"a": "b"}))
        check("an empty value asks for one", len(g.create_api_key(value="")["value"]), 40)
        check("deleted with 202", status(g.delete_api_key(apiKey=own["id"])), 202)
        check("gone", fault(g.get_api_key, apiKey=own["id"]), NO_KEY)
        check("deleting again", fault(g.delete_api_key, apiKey=own["id"]), NO_KEY)
        check("its value is free again", g.create_api_key(value="v" * 20)["value"], "v" * 20)


def the_errors_of_keys():
    with Sandbox("--keys", "5", "--unlimited") as box:
        g = box.gateway
        made = g.create_api_key(name="one", value="a" * 30)
        check("duplicate value", fault(g.create_api_key, value="a" * 30),
              (409, "ConflictException", "API Key already exists"))
        check("short value", fault(g.create_api_key, value="a" * 19),
              bad_request("API Key value should be at least 20 characters"))
        check("long value", fault(g.create_api_key, value="a" * 129),
              bad_request("API Key value exceeds maximum size of 128 characters"))
        check("values at the limits", [len(g.create_api_key(value="b" * n)["value"]) for n in (20, 128)], [20, 128])
        check("long name", fault(g.create_api_key, name="n" * 1025),
              bad_request("Invalid API Key name, can be at most 1024 characters."))
        check("a name of 1,024", len(g.create_api_key(name="n" * 1024)["name"]), 1024)
        check("long description", fault(g.create_api_key, description="d" * 125001),
              bad_request("Invalid API Key description specified."))

        def patch(*operations):
            return fault(g.update_api_key, apiKey=made["id"], patchOperations=list(operations))

        check("long description in a patch", patch(replace("/description", "d" * 125001)),
              bad_request("Invalid API Key description specified."))
        allowed = "[/description, /enabled, /name, /customerId]"
        for path in ("/id", "/value", "/labels", "/stages", "name", "/name/x", ""):
            check(f"patch of {path!r}", patch(replace(path, "x")), bad_request(
                f"Invalid patch path  '{path}' specified for op 'replace'. Must be one of: {allowed}"))
        check("add", patch({"op": "add", "path": "/name", "value": "x"}),
              bad_request("Invalid patch path  '/name' specified for op 'add'. Must be one of: []"))
        enum = "failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]"
        check("a wrong op", patch({"op": "wrong", "path": "/name", "value": "x"}), (
            400, "ValidationException", "1 validation error detected: Value 'wrong' at "
            f"'updateApiKeyInput.patchOperations.1.member.op' {enum}"))
        check("two wrong ops", patch({"op": "set", "path": "/name"}, {"op": "drop", "path": "/name"}), (
            400, "ValidationException", "2 validation errors detected: Value 'set' at "
            f"'updateApiKeyInput.patchOperations.1.member.op' {enum}; Value 'drop' at "
            f"'updateApiKeyInput.patchOperations.2.member.op' {enum}"))
        check("all of a patch or none", (patch(replace("/name", "half"), replace("/id", "x"))[0],
                                         g.get_api_key(apiKey=made["id"])["name"]), (400, "one"))
        check("patch of nothing known", fault(g.update_api_key, apiKey="zzzzzzzzzz", patchOperations=[]), NO_KEY)
        check("unknown key", fault(g.get_api_key, apiKey="zzzzzzzzzz"), NO_KEY)
        answer = box.raw("POST", "/apikeys", b"{not json", {"Accept": "application/json"})
        check("no JSON", refusal(answer)[:2], (400, "SerializationException"))
        answer = box.raw("POST", "/apikeys", b'{"enabled":"yes"}', {"Accept": "application/json"})
        check("a text for a flag", refusal(answer)[:2], (400, "SerializationException"))


def pages_of_1234_keys():
    with Sandbox("--keys", "1234", "--unlimited") as box:
        g = box.gateway
        first = g.get_api_keys()
        check("25 unless asked", (len(first["items"]), "position" in first), (25, True))
        check("-1 counts as not asked", len(g.get_api_keys(limit=-1)["items"]), 25)
        check("500 at most", len(g.get_api_keys(limit=5000)["items"]), 500)
        sizes, ids, position = [], [], None
        while True:
            page = g.get_api_keys(limit=500, **({"position": position} if position else {}))
            sizes.append(len(page["items"]))
            ids += [item["id"] for item in page["items"]]
            position = page.get("position")
            if not position:
                break
        check("three pages", sizes, [500, 500, 234])
        check("each key once", len(set(ids)), 1234)
        dates = [k["createdDate"] for p in g.get_paginator("get_api_keys").paginate(PaginationConfig={"PageSize": 100})
                 for k in p["items"]]
        check("newest first", dates, sorted(dates, reverse=True))
        check("all by twenty-fives", sum(
            len(p["items"]) for p in g.get_paginator("get_api_keys").paginate()), 1234)
        values = [k["value"] for k in g.get_api_keys(limit=500, includeValues=True)["items"]]
        check("values when asked", (len(values), len(set(values)), {len(v) for v in values}), (500, 500, {40}))
        check("no values otherwise", any("value" in k for k in first["items"]), False)
        check("a broken position", fault(g.get_api_keys, position="%%%")[:2], (400, "BadRequestException"))

        page = g.get_api_keys(limit=10)
        newest = g.create_api_key(name="in between")["id"]
        g.delete_api_key(apiKey=page["items"][-1]["id"])
        g.delete_api_key(apiKey=ids[12])
        after = [k["id"] for k in g.get_api_keys(limit=10, position=page["position"])["items"]]
        check("pages do not slip", after, [i for i in ids[10:21] if i != ids[12]])
        check("the newest comes first", g.get_api_keys(limit=1)["items"][0]["id"], newest)
        exact = g.get_api_keys(limit=500, customerId=first["items"][0]["customerId"])
        check("by customer", {k["customerId"] for k in exact["items"]}, {first["items"][0]["customerId"]})


def names_by_prefix():
    with Sandbox("--keys", "0", "--plans", "1", "--unlimited") as box:
        g = box.gateway
        plan = g.get_usage_plans()["items"][0]["id"]
        for name in ("Billing-1", "Billing-2", "Other"):
            made = g.create_api_key(name=name)
            g.create_usage_plan_key(usagePlanId=plan, keyId=made["id"], keyType="API_KEY")

        def names(query):
            return ([k["name"] for k in g.get_api_keys(nameQuery=query)["items"]],
                    [k["name"] for k in g.get_usage_plan_keys(usagePlanId=plan, nameQuery=query)["items"]])

        both = ["Billing-2", "Billing-1"]
        check("prefix", names("Bill"), (both, both))
        check("case counts", names("bill"), ([], []))
        check("not inside", names("illing"), ([], []))
        check("not at the end", names("-1"), ([], []))
        check("odd characters", [k["name"] for k in g.get_api_keys(nameQuery="a+b &c%")["items"]], [])
        g.create_api_key(name="a+b &c% ☃")
        check("odd characters found", [k["name"] for k in g.get_api_keys(nameQuery="a+b &c% ☃")["items"]],
              ["a+b &c% ☃"])


def plans_and_their_patches():
    with Sandbox("--keys", "5", "--unlimited") as box:
        g = box.gateway
        apis = api_ids(g)
        orders, search = apis["orders-api"], apis["search-api"]
        plan = g.create_usage_plan(name="story")
        check("a bare plan", bare(plan), {"id": plan["id"], "name": "story", "apiStages": []})
        check("201", status(plan), 201)
        check("in full", bare(g.get_usage_plan(usagePlanId=plan["id"])),
              {"id": plan["id"], "name": "story", "apiStages": [], "tags": {}})

        def patch(*operations):
            return bare(g.update_usage_plan(usagePlanId=plan["id"], patchOperations=list(operations)))

        def refused(*operations):
            return fault(g.update_usage_plan, usagePlanId=plan["id"], patchOperations=list(operations))

        many = patch(replace("/throttle/burstLimit", "20"), replace("/throttle/rateLimit", "10"),
                     replace("/quota/period", "MONTH"), replace("/quota/limit", "500"))
        check("many in one", (many["throttle"], many["quota"], many["tags"]),
              ({"burstLimit": 20, "rateLimit": 10.0}, {"limit": 500, "offset": 0, "period": "MONTH"}, {}))
        check("a fraction", patch(replace("/throttle/rateLimit", "0.5"))["throttle"]["rateLimit"], 0.5)
        staged = patch({"op": "add", "path": "/apiStages", "value": f"{orders}:prod"},
                       {"op": "add", "path": "/apiStages", "value": f"{search}:prod"})
        check("stages", staged["apiStages"],
              [{"apiId": orders, "stage": "prod"}, {"apiId": search, "stage": "prod"}])
        at = f"/apiStages/{orders}:prod/throttle"
        raw = patch(replace(f"{at}//orders/GET/rateLimit", "3"), replace(f"{at}//orders/GET/burstLimit", "6"))
        limits = {"/orders/GET": {"rateLimit": 3.0, "burstLimit": 6}}
        check("a method by its raw path", raw["apiStages"][0]["throttle"], limits)
        deep = patch(replace(f"{at}/~1orders~1{{id}}/GET/rateLimit", "1"), replace(f"{at}///GET/rateLimit", "2"))
        check("escaped, and the root", deep["apiStages"][0]["throttle"],
              {**limits, "/orders/{id}/GET": {"rateLimit": 1.0}, "//GET": {"rateLimit": 2.0}})
        check("a method removed",
              sorted(patch({"op": "remove", "path": f"{at}//orders/GET"})["apiStages"][0]["throttle"]),
              ["//GET", "/orders/{id}/GET"])
        whole = patch(replace(at, json.dumps({"/orders/POST": {"rateLimit": 1.5, "burstLimit": 1}})))
        check("the whole map", whole["apiStages"][0]["throttle"],
              {"/orders/POST": {"rateLimit": 1.5, "burstLimit": 1}})
        check("21 methods of a stage", refused(replace(at, json.dumps(
            {f"/p{n}/GET": {"rateLimit": 1} for n in range(21)})))[:2], (429, "LimitExceededException"))
        check("no stars", refused(replace(f"{at}/*/*/rateLimit", "1"))[0:2], (400, "BadRequestException"))
        check("the map removed", "throttle" in patch({"op": "remove", "path": at})["apiStages"][0], False)
        gone = patch({"op": "remove", "path": "/throttle"}, {"op": "remove", "path": "/quota"})
        check("unlimited again", ("throttle" in gone, "quota" in gone), (False, False))

        check("no value", refused({"op": "remove", "path": "/apiStages"}), bad_request("Invalid API Stage specified"))
        check("no colon", refused({"op": "remove", "path": "/apiStages", "value": "x"}),
              bad_request("Invalid API Stage specified"))
        check("unknown stage", refused({"op": "add", "path": "/apiStages", "value": f"{orders}:nope"}), (
            404, "NotFoundException",
            f"Invalid API Stage {{api: {orders}, stage: nope}} specified for usageplan {plan['id']}"))
        check("JSON for a stage", refused({"op": "add", "path": "/apiStages", "value": '{"apiId":"x"}'}),
              (404, "NotFoundException", 'API Stage not found: {"apiId":"x"}'))
        check("a stage in the path", refused({"op": "remove", "path": f"/apiStages/{orders}:prod"}), bad_request(
            f"Invalid patch path  '/apiStages/{orders}:prod' specified for op 'remove'. Must be one of: [/apiStages, "
            "/quota, /throttle, /productCode, /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>, "
            "/apiStages/<apidId:stageName>/throttle]"))
        check("stages cannot be replaced", refused(replace("/apiStages", f"{orders}:prod"))[:2],
              (400, "BadRequestException"))
        check("limit without period", refused(replace("/quota/limit", "5"))[:2], (400, "BadRequestException"))
        check("a limit that is none", refused(replace("/quota/limit", "-1"), replace("/quota/period", "DAY")),
              bad_request("Usage Plan quota limit must be a non-negative numeric"))
        for period, offset, words in (("DAY", "1", "must be zero in the DAY period"),
                                      ("WEEK", "7", "must be between 0 and 6 inclusive in the WEEK period"),
                                      ("MONTH", "28", "must be between 0 and 27 inclusive in the MONTH period")):
            check(f"offset {offset} in {period}", refused(
                replace("/quota/limit", "5"), replace("/quota/period", period), replace("/quota/offset", offset)),
                bad_request(f"Usage Plan quota offset {words}"))
        check("unknown plan", fault(g.update_usage_plan, usagePlanId="nope", patchOperations=[]), NO_PLAN)
        check("unknown plan shown", fault(g.get_usage_plan, usagePlanId="nope"), NO_PLAN)
        check("unknown plan deleted", fault(g.delete_usage_plan, usagePlanId="nope"), NO_PLAN)
        check("created with an unknown stage",
              fault(g.create_usage_plan, name="x", apiStages=[{"apiId": "a", "stage": "b"}]),
              bad_request("Invalid API Stage {api: %s, stage: %s} specified for usageplan %s"))
        check("delete with stages", fault(g.delete_usage_plan, usagePlanId=plan["id"]), bad_request(
            f"Cannot delete Usage Plan {plan['id']} because there are API Stages associated with it, "
            f"including {orders}:prod"))
        patch({"op": "remove", "path": "/apiStages", "value": f"{orders}:prod"},
              {"op": "remove", "path": "/apiStages", "value": f"{search}:prod"})
        check("then it goes", status(g.delete_usage_plan(usagePlanId=plan["id"])), 202)
        full = g.create_usage_plan(
            name="full", description="d", throttle={"rateLimit": 10.0, "burstLimit": 20},
            quota={"limit": 5, "period": "WEEK"}, tags={"t": "1"},
            apiStages=[{"apiId": orders, "stage": "dev", "throttle": {"//GET": {"rateLimit": 1.0, "burstLimit": 2}}}])
        check("all at once", bare(full), {
            "id": full["id"], "name": "full", "description": "d", "throttle": {"rateLimit": 10.0, "burstLimit": 20},
            "quota": {"limit": 5, "offset": 0, "period": "WEEK"}, "tags": {"t": "1"},
            "apiStages": [{"apiId": orders, "stage": "dev", "throttle": {"//GET": {"rateLimit": 1.0, "burstLimit": 2}}}]})
        check("lists carry no tags", any("tags" in p for p in g.get_usage_plans(limit=500)["items"]), False)
        check("newest first", g.get_usage_plans(limit=1)["items"][0]["id"], full["id"])


def keys_in_plans():
    with Sandbox("--keys", "5", "--unlimited") as box:
        g = box.gateway
        orders = api_ids(g)["orders-api"]
        stage = [{"apiId": orders, "stage": "prod"}]
        one = g.create_usage_plan(name="one", apiStages=stage)["id"]
        two = g.create_usage_plan(name="two", apiStages=stage)["id"]
        bare_plan = g.create_usage_plan(name="bare")["id"]
        first, second = g.create_api_key(name="first"), g.create_api_key(name="second")

        def attach(plan, key, kind="API_KEY"):
            return g.create_usage_plan_key(usagePlanId=plan, keyId=key, keyType=kind)

        made = attach(one, first["id"])
        wanted = {"id": first["id"], "type": "API_KEY", "value": first["value"], "name": "first"}
        check("attached", (status(made), bare(made)), (201, wanted))
        attach(one, second["id"])
        check("shown", bare(g.get_usage_plan_key(usagePlanId=one, keyId=first["id"])), wanted)
        check("values always, newest first", [(k["id"], k["value"]) for k in
                                              g.get_usage_plan_keys(usagePlanId=one)["items"]],
              [(second["id"], second["value"]), (first["id"], first["value"])])
        check("twice", fault(attach, plan=one, key=first["id"])[:2], (409, "ConflictException"))
        check("one plan per stage", fault(attach, plan=two, key=first["id"]), (
            409, "ConflictException", f"Usage Plan {two} cannot be added because API Key {first['id']} cannot reference "
            "multiple Usage Plans with the same API Stage"))
        attach(bare_plan, first["id"])
        check("plans of a key", [p["id"] for p in g.get_usage_plans(keyId=first["id"])["items"]], [bare_plan, one])
        check("a stage that would clash", fault(
            g.update_usage_plan, usagePlanId=bare_plan,
            patchOperations=[{"op": "add", "path": "/apiStages", "value": f"{orders}:prod"}]),
            (409, "ConflictException", f"Usage Plan {bare_plan} cannot be added because API Key {first['id']} cannot "
             "reference multiple Usage Plans with the same API Stage"))
        check("unknown plan", fault(attach, plan="nope", key=first["id"]), NO_PLAN)
        check("unknown key", fault(attach, plan=one, key="zzzzzzzzzz"), NO_KEY)
        check("another kind", fault(attach, plan=one, key=first["id"], kind="OTHER")[:2], (400, "BadRequestException"))
        check("a plan that there is not has no keys", bare(g.get_usage_plan_keys(usagePlanId="nope")), {"items": []})
        check("detached", status(g.delete_usage_plan_key(usagePlanId=one, keyId=first["id"])), 202)
        check("not there", fault(g.get_usage_plan_key, usagePlanId=one, keyId=first["id"]), NO_KEY)
        check("detached again", fault(g.delete_usage_plan_key, usagePlanId=one, keyId=first["id"]), NO_KEY)
        check("now it may move", status(attach(two, first["id"])), 201)
        g.delete_api_key(apiKey=first["id"])
        check("a deleted key leaves its plans", g.get_usage_plan_keys(usagePlanId=two)["items"], [])
        many = g.create_api_key(name="many")["id"]
        for n in range(10):
            attach(g.create_usage_plan(name=f"p{n}")["id"], many)
        check("ten plans at most", fault(attach, plan=bare_plan, key=many)[:2], (429, "LimitExceededException"))
        check("a plan with keys may go", status(g.delete_usage_plan(usagePlanId=bare_plan)), 202)


def usage_by_day():
    with Sandbox("--keys", "60", "--unlimited") as box:
        g = box.gateway
        today = datetime.datetime.now(datetime.timezone.utc).date()
        start = today - datetime.timedelta(days=89)
        plans = {p["name"]: p for p in g.get_usage_plans(limit=500)["items"]}

        def usage(plan, **more):
            arguments = {"startDate": str(start), "endDate": str(today), "limit": 500, **more}
            return bare(g.get_usage(usagePlanId=plan["id"], **arguments))

        for name, plan in plans.items():
            answer = usage(plan)
            members = {k["id"] for k in g.get_usage_plan_keys(usagePlanId=plan["id"], limit=500)["items"]}
            check(f"{name}: every member, by id", set(answer["items"]), members)
            check(f"{name}: ninety days", {len(days) for days in answer["items"].values()}, {90} if members else set())
            check(f"{name}: its dates", (answer["startDate"], answer["endDate"]), (str(start), str(today)))
            quota = plan.get("quota")
            for key, days in answer["items"].items() if quota else ():
                check(f"{name} {key}: runs down", runs_down(days, start, quota), True)
        whole = usage(plans["basic-prod"])
        short = g.get_usage(usagePlanId=plans["basic-prod"]["id"], startDate=str(today - datetime.timedelta(days=6)),
                            endDate=str(today - datetime.timedelta(days=1)), limit=500)["items"]
        check("a part of the days is the same part", short, {k: v[-7:-1] for k, v in whole["items"].items()})
        pages = list(g.get_paginator("get_usage").paginate(
            usagePlanId=plans["basic-prod"]["id"], startDate=str(start), endDate=str(today),
            PaginationConfig={"PageSize": 3}))
        check("pages of three", all(len(p["items"]) == 3 for p in pages[:-1]), True)
        keys = [key for p in pages for key in p["items"]]
        check("sorted, each once", keys, sorted(whole["items"]))
        one = keys[0]
        check("of one key", list(usage(plans["basic-prod"], keyId=one)["items"]), [one])
        check("of a stranger", usage(plans["basic-prod"], keyId="zzzzzzzzzz")["items"], {})
        check("bad date", fault(g.get_usage, usagePlanId=plans["basic-prod"]["id"], startDate="2026-13-01",
                                endDate=str(today))[:2], (400, "BadRequestException"))
        check("no such day", fault(g.get_usage, usagePlanId=plans["basic-prod"]["id"], startDate="2026-02-30",
                                   endDate=str(today))[:2], (400, "BadRequestException"))
        check("end before start", fault(g.get_usage, usagePlanId=plans["basic-prod"]["id"], startDate=str(today),
                                        endDate=str(start))[:2], (400, "BadRequestException"))
        check("too long", fault(g.get_usage, usagePlanId=plans["basic-prod"]["id"], endDate=str(today),
                                startDate=str(today - datetime.timedelta(days=120))),
              bad_request("The usage date range can't exceed 90 days."))
        check("unknown plan", fault(g.get_usage, usagePlanId="nope", startDate=str(start), endDate=str(today)), NO_PLAN)

        def grant(remaining, op="replace", path="/remaining", plan=plans["basic-prod"]["id"], key=one):
            return g.update_usage(usagePlanId=plan, keyId=key,
                                  patchOperations=[{"op": op, "path": path, "value": remaining}])

        given = bare(grant("77777"))
        check("granted", (given["usagePlanId"], [d[1] for d in given["items"][one]]),
              (plans["basic-prod"]["id"], [77777]))
        last = usage(plans["basic-prod"], keyId=one)["items"][one][-1]
        check("it holds", 77000 < last[1] <= 77777, True)
        check("only replace", fault(grant, remaining="1", op="add"),
              bad_request("Invalid patch path  '/remaining' specified for op 'add'. Must be one of: []"))
        check("only remaining", fault(grant, remaining="1", path="/used"),
              bad_request("Invalid patch path  '/used' specified for op 'replace'. Must be one of: [/remaining]"))
        check("no number", fault(grant, remaining="many")[:2], (400, "BadRequestException"))
        check("a stranger", fault(grant, remaining="1", key="zzzzzzzzzz"), NO_KEY)
        check("no plan", fault(grant, remaining="1", plan="nope"), NO_PLAN)
        fresh = g.create_api_key(name="fresh")["id"]
        g.create_usage_plan_key(usagePlanId=plans["basic-prod"]["id"], keyId=fresh, keyType="API_KEY")
        check("a fresh member has zeros", usage(plans["basic-prod"], keyId=fresh)["items"],
              {fresh: [[0, plans["basic-prod"]["quota"]["limit"]]] * 90})


def runs_down(days, start, quota):
    """Whether remaining falls by what was used within a period and starts anew with the next; hands may lower it."""
    previous = None
    for index, (used, remaining) in enumerate(days):
        day = start + datetime.timedelta(days=index)
        first = {"DAY": True, "WEEK": day.weekday() == 0, "MONTH": day.day == 1}[quota["period"]]
        before = quota["limit"] if first else previous
        if used < 0 or remaining < 0:
            return False
        if before is not None and remaining > max(0, before - used):
            return False
        if before is not None and used > before + quota["limit"] // 200:
            return False
        previous = remaining
    return True


def keys_from_a_file():
    with Sandbox("--keys", "5", "--unlimited") as box:
        g = box.gateway
        plan = g.create_usage_plan(name="imported")["id"]
        other = g.create_usage_plan(name="too")["id"]
        a, b, c = "imported-value-a".ljust(30, "0"), "imported-value-b".ljust(30, "0"), "imported-value-c".ljust(40, "0")

        def load(text, **more):
            return g.import_api_keys(body=text.encode(), format="csv", **more)

        made = load(f'key,NAME,description,Enabled,usageplanIds,colour\n{a},first,"says ""hi"", twice",true,'
                    f'"{plan},{other}",red\n{b},second,,FALSE,,\n\n{c},"third, with comma"\n')
        check("201", status(made), 201)
        check("no warnings", made["warnings"], [])
        keys = [g.get_api_key(apiKey=i, includeValue=True) for i in made["ids"]]
        check("what came in", [(k["value"], k["name"], k.get("description"), k["enabled"]) for k in keys], [
            (a, "first", 'says "hi", twice', True), (b, "second", None, False), (c, "third, with comma", None, True)])
        check("attached", [sorted(p["id"] for p in g.get_usage_plans(keyId=i)["items"]) for i in made["ids"]],
              [sorted([plan, other]), [], []])
        again = load(f"Name,Key,Enabled\nrenamed,{a},false\n")
        check("the value finds the key", again["ids"], made["ids"][:1])
        check("overwritten", [g.get_api_key(apiKey=made["ids"][0])[f] for f in ("name", "enabled")], ["renamed", False])
        d, e = "imported-value-d".ljust(30, "0"), "imported-value-e".ljust(30, "0")
        warned = load(f"Name,Key,UsagePlanIds\nfour,{d},nope\n")
        check("a warning", (len(warned["ids"]), warned["warnings"]), (1, ["Invalid Usage Plan ID specified"]))
        check("warnings may fail it", fault(load, text=f"Name,Key,UsagePlanIds\nfive,{e},nope\n", failOnWarnings=True),
              bad_request("Invalid Usage Plan ID specified"))
        values = [k["value"] for k in g.get_api_keys(includeValues=True, limit=500)["items"]]
        check("and then nothing came in", (d in values, e in values), (True, False))
        check("no key column", fault(load, text="Name\nx\n")[:2], (400, "BadRequestException"))
        check("an open quote", fault(load, text='Name,Key\n"x,y\n')[:2], (400, "BadRequestException"))
        check("a short value", fault(load, text="Name,Key\nx,short\n")[:2], (400, "BadRequestException"))
        check("another format", fault(g.import_api_keys, body=b"", format="json")[:2], (400, "BadRequestException"))


def tags():
    with Sandbox("--keys", "5", "--unlimited") as box:
        g = box.gateway
        key = g.create_api_key(name="tagged", tags={"a": "1"})["id"]
        plan = g.create_usage_plan(name="tagged")["id"]
        arn = f"arn:aws:apigateway:us-east-1::/apikeys/{key}"
        check("204", status(g.tag_resource(resourceArn=arn, tags={"b": "2", "owner": "o p_q:/@"})), 204)
        check("all", g.get_tags(resourceArn=arn)["tags"], {"a": "1", "b": "2", "owner": "o p_q:/@"})
        check("204 again", status(g.untag_resource(resourceArn=arn, tagKeys=["a", "owner"])), 204)
        check("left", g.get_tags(resourceArn=arn)["tags"], {"b": "2"})
        check("in the key", g.get_api_key(apiKey=key)["tags"], {"b": "2"})
        plan_arn = f"arn:aws:apigateway:us-east-1::/usageplans/{plan}"
        g.tag_resource(resourceArn=plan_arn, tags={"tier": "gold"})
        check("of a plan", g.get_usage_plan(usagePlanId=plan)["tags"], {"tier": "gold"})
        bare_plan = g.create_usage_plan(name="bare")["id"]
        check("a plan without", g.get_tags(resourceArn=plan_arn.replace(plan, bare_plan))["tags"], {})
        check("nobody", fault(g.get_tags, resourceArn=arn.replace(key, "zzzzzzzzzz")), NO_KEY)
        check("no plan", fault(g.get_tags, resourceArn=plan_arn.replace(plan, "nope")), NO_PLAN)
        check("no ARN", fault(g.get_tags, resourceArn="key")[:2], (400, "BadRequestException"))
        check("aws: is taken", fault(g.tag_resource, resourceArn=arn, tags={"aws:x": "1"})[:2],
              (400, "BadRequestException"))
        check("a long key", fault(g.tag_resource, resourceArn=arn, tags={"k" * 129: "1"})[:2],
              (400, "BadRequestException"))
        check("a long value", fault(g.tag_resource, resourceArn=arn, tags={"k": "v" * 257})[:2],
              (400, "BadRequestException"))
        check("51", fault(g.tag_resource, resourceArn=arn, tags={f"k{n}": "" for n in range(51)})[:2],
              (400, "BadRequestException"))


def apis_stages_and_account():
    with Sandbox("--keys", "5", "--unlimited") as box:
        g = box.gateway
        apis = {a["name"]: a for a in g.get_rest_apis()["items"]}
        check("three", sorted(apis), ["billing-api", "orders-api", "search-api"])
        orders = apis["orders-api"]["id"]
        check("one", g.get_rest_api(restApiId=orders)["apiKeySource"], "HEADER")
        check("no API", fault(g.get_rest_api, restApiId="nope")[:2], (404, "NotFoundException"))
        stages = {s["stageName"]: s for s in g.get_stages(restApiId=orders)["item"]}
        check("stages", sorted(stages), ["dev", "prod", "stg"])
        leaks = [(a["name"], s["stageName"]) for a in apis.values() for s in g.get_stages(restApiId=a["id"])["item"]
                 if re.search(r"\$context\.identity\.apiKey(?!Id)", s.get("accessLogSettings", {}).get("format", ""))]
        check("one stage logs values", leaks, [("orders-api", "stg")])
        check("no stage", fault(g.get_stage, restApiId=orders, stageName="nope"),
              (404, "NotFoundException", "Invalid stage identifier specified"))
        settings = "/accessLogSettings"

        def patch(stage, *operations):
            return g.update_stage(restApiId=orders, stageName=stage, patchOperations=list(operations))

        check("nothing to remove", fault(
            g.update_stage, restApiId=orders, stageName="dev",
            patchOperations=[{"op": "remove", "path": f"{settings}/destinationArn"}]), bad_request(
            "Cannot remove method setting accessLogSettings/destinationArn because there is no method setting for this "
            "method "))
        check("empty", fault(g.update_stage, restApiId=orders, stageName="dev",
                             patchOperations=[replace(f"{settings}/format", "")]),
              bad_request("Access Log value must not be empty"))
        set_ = patch("dev", replace(f"{settings}/destinationArn", "arn:aws:logs:us-east-1:123456789012:log-group:x"))
        check("a destination alone", set_["accessLogSettings"],
              {"destinationArn": "arn:aws:logs:us-east-1:123456789012:log-group:x"})
        check("all removed", "accessLogSettings" in patch("dev", {"op": "remove", "path": settings}), False)
        resources = g.get_resources(restApiId=orders, embed=["methods"], limit=500)["items"]
        methods = {(r["path"], verb): m["apiKeyRequired"] for r in resources
                   for verb, m in r.get("resourceMethods", {}).items()}
        check("keys are needed for some", (methods[("/orders", "GET")], methods[("/health", "GET")]), (True, False))
        plain = g.get_resources(restApiId=orders, limit=500)["items"]
        check("not embedded", [r["resourceMethods"]["GET"] for r in plain if r["path"] == "/orders"], [{}])
        pages = list(g.get_paginator("get_resources").paginate(restApiId=orders, PaginationConfig={"PageSize": 2}))
        check("pages", [len(p["items"]) for p in pages], [2, 2, 1])
        resource = next(r["id"] for r in resources if r["path"] == "/orders")
        check("a method", g.get_method(restApiId=orders, resourceId=resource, httpMethod="GET")["apiKeyRequired"], True)
        check("no method", fault(g.get_method, restApiId=orders, resourceId=resource, httpMethod="HEAD"),
              (404, "NotFoundException", "Invalid Method identifier specified"))
        check("anything but true is false", g.update_method(
            restApiId=orders, resourceId=resource, httpMethod="GET",
            patchOperations=[replace("/apiKeyRequired", "whatever")])["apiKeyRequired"], False)
        deployments = g.get_deployments(restApiId=orders)["items"]
        check("deployments", (len(deployments), stages["prod"]["deploymentId"] in [d["id"] for d in deployments]),
              (3, True))
        account = bare(g.get_account())
        check("account", (account["features"], account["throttleSettings"]),
              (["UsagePlans"], {"burstLimit": 5000, "rateLimit": 10000.0}))
        check("account changed", g.update_account(
            patchOperations=[replace("/cloudwatchRoleArn", "arn:aws:iam::123456789012:role/r")])["cloudwatchRoleArn"],
            "arn:aws:iam::123456789012:role/r")


def signatures():
    with Sandbox("--keys", "5", "--unlimited") as box:
        json_only = {"Accept": "application/json"}
        mismatch = ("The request signature we calculated does not match the signature you provided. Check your AWS "
                    "Secret Access Key and signing method. Consult the service documentation for details.")
        bad = (403, "InvalidSignatureException", mismatch)
        ok = box.raw("GET", "/apikeys", headers=json_only)
        check("right", ok[0], 200)
        check("wrong secret", fault(box.client("apigateway", secret="x" * 40).get_api_keys), bad)
        check("unknown key", fault(box.client("apigateway", access="AKIANOBODYNOBODYNOBO").get_api_keys),
              (403, "UnrecognizedClientException", "The security token included in the request is invalid."))
        check("a foreign token", fault(box.client("apigateway", token="token").get_api_keys),
              (403, "UnrecognizedClientException", "The security token included in the request is invalid."))
        check("expired", fault(box.client(
            "apigateway", access="ASIASANDBOXEXPIRED01", secret="sandbox/only/on/loopback/TollgateDemo002",
            token="sandbox-session-that-has-expired").get_api_keys),
            (403, "ExpiredTokenException", "The security token included in the request is expired"))
        check("unsigned", refusal(box.send("GET", "/apikeys", b"", json_only)),
              (403, "MissingAuthenticationTokenException", "Missing Authentication Token"))
        status_, code, text = refusal(box.raw("GET", "/apikeys", headers=json_only, late=-600))
        check("ten minutes late", (status_, code, bool(re.fullmatch(
            r"Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)", text))),
            (403, "InvalidSignatureException", True))
        status_, code, text = refusal(box.raw("GET", "/apikeys", headers=json_only, late=600))
        check("ten minutes early", (status_, code, text.startswith("Signature not yet current: ")),
              (403, "InvalidSignatureException", True))
        check("four minutes off", box.raw("GET", "/apikeys", headers=json_only, late=-240)[0], 200)
        check("another body", refusal(box.raw(
            "POST", "/apikeys", b'{"name":"mine"}', json_only,
            change=lambda headers, target, body: (target, b'{"name":"evil"}'))), bad)
        check("another query", refusal(box.raw(
            "GET", "/apikeys?limit=1", headers=json_only,
            change=lambda headers, target, body: ("/apikeys?limit=2", body))), bad)
        check("another path", refusal(box.raw(
            "GET", "/apikeys", headers=json_only, change=lambda headers, target, body: ("/usageplans", body))), bad)

        def broken(headers, target, body):
            headers["Authorization"] = "AWS4-HMAC-SHA256 Credential=x"
            return target, body

        check("half a header", refusal(box.raw("GET", "/apikeys", headers=json_only, change=broken))[:2],
              (403, "IncompleteSignatureException"))
        check("another service's scope", refusal(box.raw("GET", "/apikeys", headers=json_only, service="execute-api")),
              (403, "InvalidSignatureException", "Credential should be scoped to correct service: 'apigateway'. "))
        check("a region that is none", refusal(box.raw("GET", "/apikeys", headers=json_only, region="moon"))[:2],
              (403, "InvalidSignatureException"))
        check("any region", box.raw("GET", "/apikeys", headers=json_only, region="eu-west-3")[0], 200)
        check("a service that is not there", fault(box.client("events").list_rules)[:2],
              (400, "UnknownOperationException"))
        check("a path that is not there", refusal(box.raw("GET", "/nothing/here", headers=json_only))[:2],
              (404, "UnknownOperationException"))


def what_every_answer_carries():
    with Sandbox("--keys", "5") as box:
        json_only = {"Accept": "application/json"}
        for title, answer in (("found", box.raw("GET", "/apikeys", headers=json_only)),
                              ("not found", box.raw("GET", "/apikeys/zzzzzzzzzz", headers=json_only)),
                              ("unsigned", box.send("GET", "/apikeys", b"", json_only))):
            headers = answer[1]
            check(f"{title}: request id", bool(UUID.match(headers["x-amzn-requestid"])), True)
            check(f"{title}: type", headers["content-type"], "application/json")
            check(f"{title}: date", bool(re.fullmatch(
                r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", headers["date"])), True)
            check(f"{title}: error type", "x-amzn-errortype" in headers, title != "found")
        ids = {box.raw("GET", "/apikeys", headers=json_only)[1]["x-amzn-requestid"] for _ in range(5)}
        check("each its own", len(ids), 5)
        key = box.gateway.get_api_keys()["items"][0]["id"]
        body = json.loads(box.raw("GET", f"/apikeys/{key}", headers=json_only)[2])
        check("dates are numbers", isinstance(body["createdDate"], int), True)
        check("lists are under item", sorted(json.loads(box.raw("GET", "/apikeys?limit=2", headers=json_only)[2])),
              ["item", "position"])


def hal_without_accept():
    with Sandbox("--keys", "3", "--plans", "1", "--unlimited") as box:
        _, _, body = box.raw("GET", "/usageplans")
        hal = json.loads(body)
        plan = hal["_embedded"]["item"]
        check("one plan is no list", plan["name"], "basic-prod")
        check("links", (hal["_links"]["self"]["href"], hal["_links"]["item"]["href"]),
              ("/usageplans", f"/usageplans/{plan['id']}"))
        check("two stages are a list", len(plan["apiStages"]), 2)
        box.gateway.update_usage_plan(usagePlanId=plan["id"], patchOperations=[
            {"op": "remove", "path": "/apiStages",
             "value": f"{plan['apiStages'][0]['apiId']}:{plan['apiStages'][0]['stage']}"}])
        alone = json.loads(box.raw("GET", f"/usageplans/{plan['id']}")[2])
        check("one stage is none", alone["apiStages"]["stage"], plan["apiStages"][1]["stage"])
        check("its own link", alone["_links"]["self"]["href"], f"/usageplans/{plan['id']}")
        keys = json.loads(box.raw("GET", "/apikeys?limit=2")[2])
        check("two keys are a list", len(keys["_embedded"]["item"]), 2)
        check("the next page", keys["_links"]["next"]["href"].startswith("/apikeys?position="), True)
        empty = json.loads(box.raw("GET", "/apikeys?name=zzz")[2])
        check("nothing embedded", "_embedded" in empty, False)


def documented_rates():
    with Sandbox("--keys", "5") as box:
        g = box.gateway
        throttled = (429, "TooManyRequestsException", "Too Many Requests")
        plan = g.get_usage_plans()["items"][0]["id"]
        patch = [replace("/description", "x")]
        check("a plan once", status(g.update_usage_plan(usagePlanId=plan, patchOperations=patch)), 200)
        check("not twice in 20 seconds", fault(g.update_usage_plan, usagePlanId=plan, patchOperations=patch), throttled)
        body = json.dumps({"patchOperations": patch}).encode()
        answer = box.raw("PATCH", f"/usageplans/{plan}", body, {"Accept": "application/json"})
        check("retry after", 15 <= int(answer[1]["retry-after"]) <= 20, True)
        time.sleep(5)
        made = [fault(g.create_api_key, name=str(n)) for n in range(12)]
        check("keys by five a second", made.count("not refused") in (5, 6, 7), True)
        check("the others are throttled", {m for m in made if m != "not refused"}, {throttled})
        time.sleep(5)
        import concurrent.futures
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            asked = time.monotonic()
            found = list(pool.map(lambda _: fault(g.get_account), range(90)))
            took = time.monotonic() - asked
        served = found.count("not refused")
        check("forty at once and ten a second", 38 <= served <= 41 + 10 * took, True)
        check("then throttled", throttled in found or took > 5, True)
    with Sandbox("--keys", "5", "--unlimited") as box:
        found = {fault(box.gateway.update_usage_plan, usagePlanId=plan, patchOperations=patch) for _ in range(60)}
        check("unlimited", found, {"not refused"})


def the_state_file():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "state")
        with Sandbox("--keys", "20", "--state", path, "--unlimited") as box:
            g = box.gateway
            check("private", stat.S_IMODE(os.stat(path).st_mode), 0o600)
            made = g.create_api_key(name="kept", enabled=True)
            plan = g.get_usage_plans()["items"][0]["id"]
            g.create_usage_plan_key(usagePlanId=plan, keyId=made["id"], keyType="API_KEY")
            g.tag_resource(resourceArn=f"arn:aws:apigateway:us-east-1::/apikeys/{made['id']}", tags={"a": "b"})
            gone = g.get_api_keys(limit=500)["items"][-1]["id"]
            g.delete_api_key(apiKey=gone)
            before = everything(g)
            box.child.send_signal(signal.SIGKILL)
            box.child.wait()
        with open(path, "ab") as file:
            file.write(b'[{"putKey":{"_0":{"id":"torn')
        with Sandbox("--keys", "7", "--seed", "9", "--state", path, "--unlimited") as box:
            check("after kill -9", everything(box.gateway), before)
            box.gateway.create_api_key(name="after the torn line")
            after = everything(box.gateway)
            check("it ends well", box.stop(), 0)
        check("still private", stat.S_IMODE(os.stat(path).st_mode), 0o600)
        check("no leftovers", os.listdir(folder), ["state"])
        with Sandbox("--state", path, "--unlimited") as box:
            check("after a good end", everything(box.gateway), after)


def everything(g):
    """All keys with values, all plans with members and their usage up to yesterday."""
    keys = [k for p in g.get_paginator("get_api_keys").paginate(includeValues=True) for k in p["items"]]
    yesterday = datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=1)
    plans = []
    for plan in g.get_usage_plans(limit=500)["items"]:
        members = g.get_usage_plan_keys(usagePlanId=plan["id"], limit=500)["items"]
        usage = g.get_usage(usagePlanId=plan["id"], startDate=str(yesterday - datetime.timedelta(days=40)),
                            endDate=str(yesterday), limit=500)["items"]
        plans.append((plan, members, usage))
    return keys, plans


def the_demo_data():
    with Sandbox("--unlimited") as one, Sandbox("--unlimited") as two, Sandbox("--seed", "2", "--unlimited") as three:
        first = everything(one.gateway)
        check("400 keys and 9 plans", (len(first[0]), len(first[1])), (400, 9))
        check("same seed, same day", everything(two.gateway) == first, True)
        check("another seed", everything(three.gateway) == first, False)
        keys, plans = first
        check("tiers by environment", sorted(p["name"] for p, _, _ in plans),
              sorted(f"{t}-{e}" for t in ("basic", "standard", "premium") for e in ("dev", "stg", "prod")))
        attached = {m["id"] for _, members, _ in plans for m in members}
        check("keys in no plan", any(k["id"] not in attached for k in keys), True)
        check("disabled keys", any(not k["enabled"] for k in keys), True)
        check("keys without a name", any("name" not in k for k in keys), True)
        check("a legacy key", [len(k["id"]) for k in keys if k["id"] == k["value"]], [40])
        check("owner tags", {t for k in keys for t in k.get("tags", {})} - {"STAGE", "lambda:createdBy"}, {
            "owner", "team", "contact", *(f"aws:cloudformation:{t}" for t in ("stack-name", "stack-id", "logical-id"))})
        check("forty characters", {len(k["value"]) for k in keys}, {40})
        near = over = idle = 0
        for plan, _, usage in plans:
            limit = plan.get("quota", {}).get("limit")
            for days in usage.values():
                near += bool(limit) and 0 < days[-1][1] < limit * 0.2
                over += bool(limit) and any(d[1] == 0 for d in days)
                idle += all(d[0] == 0 for d in days[-14:])
        check("near, over and idle", (near > 0, over > 0, idle > 0), (True, True, True))
    with Sandbox("--keys", "10000", "--plans", "300", "--unlimited") as box:
        g = box.gateway
        count = sum(len(p["items"]) for p in g.get_paginator("get_api_keys").paginate(PaginationConfig={"PageSize": 500}))
        plans = [p["name"] for q in g.get_paginator("get_usage_plans").paginate() for p in q["items"]]
        check("as many as asked", (count, len(plans), len(set(plans))), (10000, 300, 300))
        check("no more keys", fault(g.create_api_key, name="x")[:2], (429, "LimitExceededException"))
        check("no more plans", fault(g.create_usage_plan, name="x")[:2], (429, "LimitExceededException"))


def latency():
    with Sandbox("--keys", "3", "--latency-ms", "200", "--unlimited") as box:
        began = time.monotonic()
        box.gateway.get_account()
        check("slow on purpose", 0.2 <= time.monotonic() - began < 2, True)


if __name__ == "__main__":
    support.run([
        the_printed_lines, who_am_i, the_life_of_a_key, the_errors_of_keys, pages_of_1234_keys, names_by_prefix,
        plans_and_their_patches, keys_in_plans, usage_by_day, keys_from_a_file, tags, apis_stages_and_account,
        signatures, what_every_answer_carries, hal_without_accept, documented_rates, the_state_file, the_demo_data,
        latency])
