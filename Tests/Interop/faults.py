"""The built program with every request broken and killed with SIGKILL at every boundary, and then started again.

A boundary is every sync of a file and every write to a socket, before and after it; a preloaded library counts them and
kills. Requests are broken by the judge beside the project. After each case the command is started again, and the server
is asked through boto3 and the data plane whether anything was lost.

    faults.py [FLOW…]          a sample with a fixed seed
    TOLLGATE_FAULTS=all …      all of it
"""

import concurrent.futures
import pathlib
import random
import sys
import tempfile
import threading
import time

from faults_flows import FLOWS
from faults_world import Caller, Case, Place, build_shim, full_matrix, remaining
from support import judge_is_here, Program

KINDS = ["drop_before", "drop_after", "500", "503", "429", "truncated", "garbage"]
WORKERS = 3
SECONDS = float("inf") if full_matrix() else 200
MOST = 10_000 if full_matrix() else 400
ENDINGS = {0, 3, 4}  # Done; gone or refused, since the first start had done it.

SHIM = build_shim()
local = threading.local()


def place():
    if not hasattr(local, "place"):
        local.place = Place()
    return local.place


def by_name(keys):
    found = {}
    for key in keys:
        found.setdefault(key["name"], []).append(key)
    return found


def complaints(case, flow, before, killed):
    """What is wrong with the server, the journal and the folder after a case."""
    found = []
    after = case.place.keys(case.name)
    case.values |= {k["value"] for k in after}
    wrong = flow.settled(case, by_name(after))
    if wrong:
        found.append(wrong)
    known = {k["id"] for k in before}
    found += [f"{k['name']} is enabled in no plan, and nobody knows of it" for k in after
              if k["enabled"] and not k["plans"] and k["id"] not in known]
    now = {k["id"]: k for k in after}
    for key in before:
        if key["id"] not in now:
            found.append(f"{key['name']} is gone")
            continue
        if not set(key["plans"]) <= set(now[key["id"]]["plans"]):
            found.append(f"{key['name']} lost a plan")
        kept = {n: v for n, v in key.get("tags", {}).items() if not n.startswith("tollgate:")}
        if not kept.items() <= now[key["id"]].get("tags", {}).items():
            found.append(f"{key['name']} lost a tag")
    open_entries = [row for row in case.journal() if row[2] == "started"]
    if open_entries and not killed:
        found.append(f"the journal stands as started: {open_entries}")
    if AUDIT:
        audit = case.run("audit", "verify", "-o", "json")
        if audit.code != 0 and case.journal():
            found.append(f"the journal does not verify: {audit}")
    return found + case.leaks()


def one(flow, trouble):
    """One case; returns what is wrong."""
    case = Case(place(), judged=trouble[0] != "kill")
    try:
        flow.prepare(case)
        before = case.place.keys(case.name)
        doors, values = flow.customer(case)
        words, stdin = flow.words(case), flow.stdin(case)
        with Caller(case.place, doors, values) as caller:
            kind, number = trouble
            if kind == "kill":
                first = case.run(*words, stdin=stdin, preload=SHIM, FAULTS_KILL=number)
            else:
                case.place.judge.faults(**{f"n{number}": kind})
                first = case.run(*words, stdin=stdin)
                case.place.judge.clear()
            killed = first.code == -9
            found = []
            ended = any(action == flow.once and outcome == "done" for _, action, outcome in case.journal())
            if first.code != 0 and not ended:
                second = flow.again(case, case.run)
                if second.code not in ENDINGS:
                    found.append(f"started again it failed: {second}")
            found += complaints(case, flow, before, killed)
        if not caller.calls:
            found.append("the customer never called")
        if caller.refused:
            found.append(f"the customer was refused {len(caller.refused)} of {caller.calls} times: {caller.refused[0]}")
        return [f"{c}\n    " + "\n    ".join(map(str, case.runs[-4:])) for c in found[:2]]
    except Exception as problem:  # One broken case must not hide the others.
        return [f"{type(problem).__name__}: {problem}"]
    finally:
        case.end()


def troubles(flow):
    """Counts boundaries and requests in a clean run, and lists every way to break it."""
    found = []
    if SHIM:
        case = Case(place())
        flow.prepare(case)
        with tempfile.TemporaryDirectory() as folder:
            count = pathlib.Path(folder) / "count"
            run = case.run(*flow.words(case), stdin=flow.stdin(case), preload=SHIM, FAULTS_COUNT=str(count))
            boundaries = int(count.read_text() or 0) if count.exists() else 0
        if run.code != 0 or not boundaries:
            raise RuntimeError(f"{flow.name} does not run cleanly: {run}")
        wrong = flow.settled(case, by_name(case.place.keys(case.name)))
        if wrong:
            raise RuntimeError(f"{flow.name}, nothing broken: {wrong}")
        case.end()
        found += [(flow, ("kill", f"{n}{side}")) for n in range(1, boundaries + 1) for side in "ba"]
    if judge_here:
        case = Case(place(), judged=True)
        flow.prepare(case)
        case.place.judge.clear()
        case.run(*flow.words(case), stdin=flow.stdin(case))
        requests = len(case.place.judge.records())
        case.place.judge.clear()
        case.end()
        kinds = KINDS + (["hang"] if full_matrix() else [])
        found += [(flow, (kind, n)) for n in range(1, requests + 1) for kind in kinds]
    return found


judge_here = judge_is_here()
program = Program()


def knows(*words):
    """Whether the program has a command: its help begins with its usage."""
    return f"tollgate {' '.join(words)}" in program.run(*words, "--help").out


AUDIT = knows("audit", "verify")
if not AUDIT:
    print("skipped: there is no audit verify, no chain was checked", flush=True)
wanted = [f for f in FLOWS if not sys.argv[1:] or f.name in sys.argv[1:]]
flows = []
for flow in wanted:
    if flow.needs and not knows(*flow.needs):
        print(f"skipped: there is no {' '.join(flow.needs)}, {flow.name} was not broken", flush=True)
    else:
        flows.append(flow)

began = time.monotonic()
passed = failed = 0
cases = []
for flow in flows:
    try:
        mine = troubles(flow)
        print(f"{flow.name}: {len(mine)} cases", flush=True)
        cases += mine
    except Exception as problem:
        failed += 1
        print(f"FAILED: {flow.name}: {problem}", flush=True)
whole = len(cases)
random.Random(20).shuffle(cases)
cases = cases[:MOST]
deadline = began + SECONDS


def guarded(case):
    return None if remaining(deadline) < 0 else one(*case)


with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
    for (flow, trouble), wrong in zip(cases, pool.map(guarded, cases)):
        if wrong is None:
            continue
        if wrong:
            failed += 1
            print(f"FAILED: {flow.name}, {trouble[0]} {trouble[1]}: " + "; ".join(wrong[:4]), flush=True)
        else:
            passed += 1
print(f"{passed + failed} of {whole} cases in {time.monotonic() - began:.0f} s, with the seed 20", flush=True)
print(f"faults: {passed} passed, {failed} failed", flush=True)
sys.exit(1 if failed else 0)
