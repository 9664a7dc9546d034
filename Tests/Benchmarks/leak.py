"""The leak search's rivals.

leak.py rounds ENDPOINT ROUNDS   boto3: page through all keys with values, compare, disable; seconds of each round
leak.py text BINARY ROUNDS       100 MB of log with a value in it: the program beside grep -F -f
"""

import contextlib
import hmac
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import boto3

# A Swift parent hands its blocked signals down; what is started here must be able to end.
signal.pthread_sigmask(signal.SIG_SETMASK, [])


def pages(client):
    yield from client.get_paginator("get_api_keys").paginate(includeValues=True, PaginationConfig={"PageSize": 500})


def rounds(endpoint, count):
    took = []
    oldest = None
    for page in pages(boto3.session.Session().client("apigateway", endpoint_url=endpoint)):
        oldest = page["items"][-1] if page["items"] else oldest
    for _ in range(int(count)):
        client = boto3.session.Session().client("apigateway", endpoint_url=endpoint)
        began = time.perf_counter()
        found = [key["id"] for page in pages(client) for key in page["items"]
                 if hmac.compare_digest(key["value"], oldest["value"])]
        for key in found:
            client.update_api_key(apiKey=key, patchOperations=[
                {"op": "replace", "path": "/enabled", "value": "false"}])
        took.append(time.perf_counter() - began)
        assert found == [oldest["id"]], found
        client.update_api_key(apiKey=oldest["id"], patchOperations=[
            {"op": "replace", "path": "/enabled", "value": "true"}])
    print(json.dumps(took))


def peak(words, **more):
    """Seconds, and the peak of memory in MB, of a child process.

    What wait4 tells counts this process too, as it was when it made the child; so the child is asked while it runs.
    """
    began = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **more)
    most, over = [0], threading.Event()

    def watch():
        while not over.wait(0.005):
            with contextlib.suppress(OSError, StopIteration), open(f"/proc/{child.pid}/status") as status:
                most[0] = max(most[0], next(int(line.split()[1]) for line in status if line.startswith("VmHWM")))

    watcher = threading.Thread(target=watch)
    watcher.start()
    out = child.stdout.read()
    code = child.wait()
    took = time.perf_counter() - began
    over.set()
    watcher.join()
    return took, most[0] / 1024, out, code


def text(binary, count):
    home = tempfile.mkdtemp(prefix="tollgate-bench-")
    sandbox = subprocess.Popen([binary, "sandbox", "--keys", "10000", "--unlimited"], stdout=subprocess.PIPE, text=True)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    environment.update(HOME=home, XDG_STATE_HOME=home + "/state", XDG_CONFIG_HOME=home + "/config")
    try:
        for line in sandbox.stdout:
            name, _, value = line.strip().partition("=")
            if name == "ready":
                break
            environment[name] = value
        session = boto3.session.Session(environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"],
                                        region_name="us-east-1")
        client = session.client("apigateway", endpoint_url=environment["AWS_ENDPOINT_URL"])
        keys = [key for page in pages(client) for key in page["items"]]
        log, values = home + "/leak.log", home + "/values"
        line = "2026-03-18T12:00:%02dZ INFO request 7f3e%06d GET /orders/%d status=200 took=%dms agent=mobile\n"
        half = "".join(line % (n % 60, n, n * 7, n % 900) for n in range(560_000)).encode()
        with open(log, "wb") as file:
            file.write(half + f"x-api-key: {keys[-1]['value']}\n".encode() + half)
        with open(values, "w") as file:
            file.writelines(key["value"] + "\n" for key in keys)
        size = os.path.getsize(log) / 1e6
        ours, theirs, memory, other_memory = [], [], [], []
        for _ in range(int(count)):
            shutil.rmtree(home + "/state", ignore_errors=True)
            took, mb, out, code = peak([binary, "keys", "find", "--from", log, "-o", "json"], env=environment)
            assert code == 0, (code, out[:300])
            assert [m["id"] for m in json.loads(out)["matches"]] == [keys[-1]["id"]], out[:300]
            ours.append(took)
            memory.append(mb)
            took, mb, out, code = peak(["grep", "-F", "-f", values, log], env=dict(environment, LC_ALL="C"))
            assert code == 0
            theirs.append(took)
            other_memory.append(mb)
    finally:
        sandbox.terminate()
        sandbox.wait()
        shutil.rmtree(home, ignore_errors=True)
    mine, other = sorted(ours)[len(ours) // 2], sorted(theirs)[len(theirs) // 2]
    print(json.dumps([{
        "what": f"a leaked value in {size:.0f} MB of text, whole process with 10,000 keys to ask for, against "
                "`grep -F -f` with their values at hand",
        "ours": f"{size / mine:.0f} MB/s, {max(memory):.0f} MB at its peak",
        "theirs": f"{size / other:.0f} MB/s, {max(other_memory):.0f} MB at its peak",
        "ratio": f"{mine / other:.2f} of its time", "target": "constant memory, at most 200 MB",
        "isMet": max(memory) <= 200}]))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    {"rounds": rounds, "text": text}[sys.argv[1]](*sys.argv[2:])
