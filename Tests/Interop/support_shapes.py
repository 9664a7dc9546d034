"""The JSON shapes that users rely on, as checks. Each returns why a value is not of its shape; empty when it is."""

import re

from support import shape

NUMBER = (int, float)
INSTANT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")
DATE = re.compile(r"^\d{4}-\d\d-\d\d$")


def instant(value):
    return isinstance(value, str) and INSTANT.match(value) is not None


def date(value):
    return isinstance(value, str) and DATE.match(value) is not None


def texts(value):
    return isinstance(value, dict) and all(isinstance(x, str) for x in value.values())


def context(value):
    return not shape(value, {"profile": str, "region": str})


def reference(value):
    return not shape(value, {"id": str, "name": str})


def list_of(one):
    return lambda value: isinstance(value, list) and all(one(x) for x in value)


def throttle(value):
    return not shape(value, {}, {"rateLimit": NUMBER, "burstLimit": int})


def quota(value):
    return not shape(value, {"limit": int, "period": lambda p: p in ("DAY", "WEEK", "MONTH"), "offset": int})


def stage(value):
    return not shape(value, {"apiId": str, "apiName": str, "stage": str},
                     {"throttle": lambda t: isinstance(t, dict) and all(throttle(x) for x in t.values())})


def key(value, plans=None, value_shown=False):
    """A key; plans True wants the member `plans`, False refuses it, None takes both."""
    required = {"id": str, "name": str, "enabled": bool, "createdDate": instant, "lastUpdatedDate": instant,
                "tags": texts, "context": context}
    optional = {"description": str, "customerId": str}
    if plans is True:
        required["plans"] = list_of(reference)
    elif plans is None:
        optional["plans"] = list_of(reference)
    if value_shown:
        required["value"] = str
    return shape(value, required, optional)


def plan(value):
    return shape(value, {"id": str, "name": str, "apiStages": list_of(stage), "tags": texts, "context": context},
                 {"description": str, "throttle": throttle, "quota": quota, "keyCount": int})


def api(value):
    return shape(value, {"id": str, "name": str, "stages": list_of(lambda s: isinstance(s, str))},
                 {"description": str, "context": context})


def membership(value):
    return shape(value, {"keyId": str, "planId": str, "attached": bool})


def item_result(value):
    return shape(value, {"id": str, "name": str, "ok": bool}, {"error": lambda e: isinstance(e, (str, dict))})


def planned(value):
    return shape(value, {"method": str, "path": str, "awsCli": str}, {"body": lambda b: isinstance(b, (str, dict))})


def imported(value):
    return shape(value, {
        "imported": list_of(lambda i: isinstance(i, str)), "warnings": list_of(lambda w: isinstance(w, str)),
        "lines": list_of(lambda x: not shape(x, {"line": int, "name": str, "action": str}))})


def usage(value):
    return shape(value, {
        "planId": str, "planName": str, "keyId": str, "keyName": str,
        "quota": lambda q: q is None or quota(q),
        "days": list_of(lambda d: not shape(
            d, {"date": date, "used": int, "remaining": lambda r: r is None or isinstance(r, int)})),
        "used": int, "remaining": lambda r: r is None or isinstance(r, int),
        "percent": lambda p: p is None or isinstance(p, NUMBER), "adjusted": bool,
        "forecast": lambda f: not shape(
            f, {"state": lambda s: s in ("ok", "exhausts", "exhausted", "unmetered", "insufficient")},
            {"at": instant})})


def error(value):
    return shape(value, {"code": str, "message": str, "advice": str},
                 {"requestId": lambda r: r is None or isinstance(r, str)})


def all_of(one, values):
    """Why a list is not made of such things only."""
    if not isinstance(values, list):
        return f"not an array: {values!r}"
    for index, value in enumerate(values):
        why = one(value)
        if why:
            return f"[{index}] {why}"
    return ""
