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


def _instant_or_none(value):
    return value is None or instant(value)


def leak_match(value):
    return shape(value, {
        "id": str, "name": str, "enabled": bool, "plans": list_of(reference),
        "matchedBy": lambda m: m in ("value", "prefixSuffix", "suffix", "sha256", "id", "name"),
        "confidence": lambda c: c in ("exact", "certain", "candidate"), "line": int, "context": context})


def leak(value):
    return shape(value, {
        "matches": list_of(lambda m: not leak_match(m)), "unmatched": int,
        "searched": lambda s: not shape(s, {"keys": int, "contexts": int, "requests": int, "milliseconds": int}),
        "notSearched": list_of(lambda n: not shape(n, {"context": context, "reason": str}))})


def revoked(value, value_shown=False):
    return shape(value, {
        "keyId": str, "name": str, "disabled": bool, "verified": bool,
        "proof": lambda p: p in ("probe", "logs", "none"), "requests": int, "milliseconds": int,
        **({"value": str} if value_shown else {})}, {"replacementKeyId": str})


STATES = ("planned", "created", "attached", "delivered", "overlapping", "disabled", "deleted", "rolledBack")
_ROTATION = {
    "id": str, "state": lambda s: s in STATES, "oldKeyId": str, "newKeyId": lambda k: k is None or isinstance(k, str),
    "planIds": list_of(lambda p: isinstance(p, str)), "startedAt": instant, "retireAt": instant,
    "carriedQuota": list_of(lambda q: not shape(q, {"planId": str, "remaining": int}))}


def rotation(value, value_shown=False):
    return shape(value, {**_ROTATION, **({"value": str} if value_shown else {})})


def rotation_row(value):
    """A rotation of a list: the same, and what it is called and waits for."""
    return shape(value, {
        **_ROTATION, "name": str, "waitsFor": list_of(lambda w: isinstance(w, str)),
        "warnings": list_of(lambda w: isinstance(w, str)), "deliveredTo": lambda d: d is None or isinstance(d, str),
        "use": lambda u: u is None or not shape(u, {"old": int, "new": int, "newSeenAt": _instant_or_none,
                                                    "oldLastUsedAt": _instant_or_none}),
        "updatedAt": instant, "context": context})


def rotation_result(value):
    return shape(value, {"id": str, "name": str, "ok": bool, "done": list_of(lambda d: isinstance(d, str))},
                 {"rotation": str, "state": lambda s: s in STATES, "error": dict, "value": str})


def journal_line(value):
    return shape(value, {
        "id": int, "at": instant, "who": str, "context": context, "action": str, "outcome": str,
        "requestIds": list_of(lambda r: isinstance(r, str))},
        {"before": lambda _: True, "after": lambda _: True, "reason": str, "error": str})


def journal_check(value):
    return shape(value, {"intact": bool, "rows": int, "head": lambda h: re.fullmatch(r"[0-9a-f]{64}|", h) is not None,
                         "unfinished": list_of(lambda i: isinstance(i, int))}, {"brokenAt": int, "reason": str})
