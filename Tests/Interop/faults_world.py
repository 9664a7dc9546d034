"""What the fault checks share: a sandbox with a judge before it, a user's folder, a customer who never stops calling."""

import base64
import json
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

import boto3
import botocore.config

from support import BINARY, Home, Judge, Sandbox, judge_is_here

SHIM_SOURCE = pathlib.Path(__file__).with_name("faults_shim.c")


def build_shim():
    """The preloaded library that ends the program at a boundary; None, said aloud, without a compiler."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tollgate-shim-"))
    for compiler in ("clang", "cc", "gcc"):
        try:
            subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", folder / "shim.so", SHIM_SOURCE, "-ldl"],
                           check=True, capture_output=True)
            return str(folder / "shim.so")
        except (OSError, subprocess.CalledProcessError):
            continue
    print("skipped: no C compiler here, the program was not killed at any boundary", flush=True)
    return None


class Run:
    """One start of the program."""

    def __init__(self, words, code, out, err):
        self.words, self.code, self.out, self.err = words, code, out, err

    @property
    def json(self):
        try:
            return json.loads(self.out)
        except ValueError:
            return None

    def __str__(self):
        return f"{' '.join(self.words)} -> {self.code}: {self.out[-300:]!r} {self.err[-500:]!r}"


class Place:
    """A sandbox and a judge that many cases use one after the other."""

    def __init__(self):
        self.sandbox = Sandbox("--unlimited", "--propagation", "0", "--keys", "1", "--plans", "9")
        self.judge = Judge(self.sandbox) if judge_is_here() else None
        self.api = boto3.client(
            "apigateway", endpoint_url=self.sandbox.endpoint, region_name="us-east-1",
            aws_access_key_id=self.sandbox.access, aws_secret_access_key=self.sandbox.secret,
            config=botocore.config.Config(retries={"total_max_attempts": 1}))
        self.plans = {p["name"]: p for p in self.api.get_usage_plans(limit=100)["items"]}
        self.paths = {}
        for api in self.api.get_rest_apis()["items"]:
            for resource in self.api.get_resources(restApiId=api["id"], embed=["methods"], limit=500)["items"]:
                methods = resource.get("resourceMethods", {})
                if "GET" in methods and api["id"] not in self.paths:
                    method = self.api.get_method(restApiId=api["id"], resourceId=resource["id"], httpMethod="GET")
                    if method["apiKeyRequired"]:
                        self.paths[api["id"]] = resource["path"]
        self.number = 0

    def doors(self, plan):
        """The addresses of the data plane that a plan opens."""
        return [f"{self.sandbox.endpoint}/restapis/{s['apiId']}/{s['stage']}/_user_request_{self.paths[s['apiId']]}"
                for s in self.plans[plan]["apiStages"] if s["apiId"] in self.paths]

    def call(self, door, value):
        """What a caller with this value is answered: 200, 403 or 429."""
        request = urllib.request.Request(door, headers={"x-api-key": value})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status
        except urllib.error.HTTPError as refusal:
            return refusal.code

    def key(self, name, plans=("basic-prod",), **more):
        """A key of a customer, made behind the program's back; its value comes along."""
        key = self.api.create_api_key(name=name, enabled=True, tags={"owner": name, "team": "sales"}, **more)
        for plan in plans:
            self.api.create_usage_plan_key(usagePlanId=self.plans[plan]["id"], keyId=key["id"], keyType="API_KEY")
        return key

    def keys(self, prefix):
        """All keys whose name begins so, with values and the ids of their plans."""
        found = []
        for page in self.api.get_paginator("get_api_keys").paginate(nameQuery=prefix, includeValues=True):
            found += page["items"]
        for key in found:
            key["plans"] = sorted(p["id"] for p in self.api.get_usage_plans(keyId=key["id"])["items"])
        return found


class Case:
    """One user with an empty folder, and names that no other case has."""

    def __init__(self, place, judged=False):
        place.number += 1
        # All runs of a case at one address: the journal keeps addresses apart.
        self.place, self.home, self.judged = place, Home(), judged
        self.name = f"case{place.number:04d}"
        self.values, self.runs, self.allowed = set(), [], []

    def run(self, *words, stdin="", preload=None, timeout=120, **extra):
        server = self.place.judge if self.judged else self.place.sandbox
        environment = self.home.environment(**server.variables, **extra)
        if preload:
            environment["LD_PRELOAD"] = preload
        done = subprocess.run([BINARY, *words], input=stdin.encode(), capture_output=True, env=environment,
                              timeout=timeout)
        run = Run(words, done.returncode, done.stdout.decode("utf-8", "replace"),
                  done.stderr.decode("utf-8", "replace"))
        self.runs.append(run)
        return run

    def journal(self):
        """(entry, action, outcome) of the newest row of each entry, read by SQLite itself."""
        file = self.home.state / "tollgate.db"
        if not file.exists():
            return []
        with sqlite3.connect(file) as database:
            try:
                return database.execute(
                    "SELECT entry, action, outcome FROM journal WHERE seq IN (SELECT max(seq) FROM journal GROUP BY entry)"
                ).fetchall()
            except sqlite3.OperationalError:
                return []  # It ended before the tables were made.

    def leaks(self):
        """Places where a value stands that nobody asked for."""
        found = []
        texts = {f"{' '.join(r.words[:3])}: {n}": getattr(r, n).encode() for r in self.runs for n in ("out", "err")}
        for file in self.home.path.rglob("*"):
            if file.is_file() and not any(str(file).startswith(a) for a in self.allowed):
                texts[str(file.relative_to(self.home.path))] = file.read_bytes()
        for value in self.values:
            for form in (value.encode(), base64.b64encode(value.encode()).rstrip(b"="), value.encode().hex().encode()):
                found += [f"a value in {where}" for where, text in texts.items() if form in text]
        return found

    def end(self):
        self.home.stop()


class Caller:
    """A customer who calls without a pause, with each of their values, while a block runs."""

    def __init__(self, place, doors, values):
        self.place, self.doors, self.values = place, doors, values
        self.refused, self.calls, self.over = [], 0, threading.Event()
        self.thread = threading.Thread(target=self.loop, daemon=True)

    def loop(self):
        while not self.over.is_set():
            for door in self.doors:
                answers = [self.place.call(door, v) for v in self.values()]
                self.calls += 1
                # Refused for asking too fast is let in all the same.
                if not any(a in (200, 429) for a in answers):
                    self.refused.append((door, answers))
            time.sleep(0.01)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join(30)


def remaining(deadline):
    return deadline - time.monotonic()


def full_matrix():
    return os.environ.get("TOLLGATE_FAULTS") == "all"
