"""Starting with credentials: from exec to the first byte of the first request, beside the AWS CLI; the whole chain tried
and nothing found; ten contexts beside one.

account.py BINARY ROUNDS
"""

import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

# A Swift parent hands its blocked signals down; what is started here must be able to end.
signal.pthread_sigmask(signal.SIG_SETMASK, [])
binary, rounds = sys.argv[1], int(sys.argv[2])
beside = os.path.join(os.path.dirname(sys.executable), "aws")
aws = beside if os.access(beside, os.X_OK) else shutil.which("aws")
home = tempfile.mkdtemp(prefix="tollgate-bench-")
os.mkdir(home + "/.aws")
plain = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
plain.update(HOME=home, XDG_STATE_HOME=home + "/state", XDG_CONFIG_HOME=home + "/config", AWS_DEFAULT_REGION="us-east-1")


def write(name, text):
    with open(f"{home}/.aws/{name}", "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(file.name, 0o600)


def first_byte(*words):
    """Seconds from starting a program to the first byte that it sends; it is killed then."""
    listener = socket.create_server(("127.0.0.1", 0))
    endpoint = f"http://127.0.0.1:{listener.getsockname()[1]}"
    began = time.perf_counter()
    program = subprocess.Popen(words, env={**plain, "AWS_ENDPOINT_URL": endpoint}, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    connection, _ = listener.accept()
    assert connection.recv(1)
    took = time.perf_counter() - began
    program.kill()
    program.wait()
    connection.close()
    listener.close()
    return took


def timed(*words, code=0, **more):
    """Seconds that a command takes, and what it printed."""
    began = time.perf_counter()
    done = subprocess.run(words, env={**plain, **more}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    took = time.perf_counter() - began
    assert done.returncode == code, (words, done.returncode, done.stderr[-500:])
    return took


def silent_server():
    """Takes connections and never answers, as a metadata service behind a firewall."""
    listener = socket.create_server(("127.0.0.1", 0))
    kept = []

    def serve():
        while True:
            try:
                kept.append(listener.accept())
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


rows = []
sandbox = None
try:
    write("credentials", "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = not-a-real-one\n")
    words = {"ours": (binary, "keys", "list"), "theirs": (aws, "apigateway", "get-api-keys")}
    for program in words.values():
        first_byte(*program)
    ours, theirs = [], []
    for _ in range(rounds):
        ours += [first_byte(*words["ours"]) for _ in range(3)]
        theirs.append(first_byte(*words["theirs"]))
    ours, theirs = statistics.median(ours), statistics.median(theirs)
    rows.append({
        "what": "static credentials in a file: from exec to the first byte of the first request, against the AWS CLI",
        "ours": f"{ours * 1e3:.1f} ms", "theirs": f"{theirs * 1e3:.0f} ms", "ratio": f"{ours / theirs:.3f} of its time",
        "target": "≤ 10 ms", "isMet": ours <= 0.010})

    os.remove(home + "/.aws/credentials")
    nothing = statistics.median(
        timed(binary, "keys", "list", code=77, AWS_EC2_METADATA_SERVICE_ENDPOINT=silent_server()) for _ in range(rounds))
    rows.append({
        "what": "the whole chain tried, a metadata service that never answers, nothing found", "ours": f"{nothing:.2f} s",
        "theirs": None, "ratio": None, "target": "≤ 1.2 s", "isMet": nothing <= 1.2})

    sandbox = subprocess.Popen([binary, "sandbox", "--keys", "30", "--unlimited", "--latency-ms", "150"],
                               stdout=subprocess.PIPE, text=True)
    served = {}
    for line in sandbox.stdout:
        name, _, value = line.strip().partition("=")
        if name == "ready":
            break
        served[name] = value
    names = [f"account{number}" for number in range(10)]
    write("config", "".join(f"[profile {n}]\nregion = us-east-1\nendpoint_url = {served['AWS_ENDPOINT_URL']}\n" for n in names))
    write("credentials", "".join(
        f"[{n}]\naws_access_key_id = {served['AWS_ACCESS_KEY_ID']}\naws_secret_access_key = {served['AWS_SECRET_ACCESS_KEY']}\n"
        for n in names))
    every = [word for name in names for word in ("--profile", name)]
    timed(binary, "keys", "list", *every)
    ten = statistics.median(timed(binary, "keys", "list", *every) for _ in range(rounds))
    one = statistics.median(timed(binary, "keys", "list", "--profile", names[0]) for _ in range(rounds))
    rows.append({
        "what": "`keys list` of ten contexts, 150 ms away, against one of them", "ours": f"{ten * 1e3:.0f} ms",
        "theirs": f"{one * 1e3:.0f} ms", "ratio": f"{ten / one:.2f} of its time", "target": "≤ 1.5", "isMet": ten / one <= 1.5})
finally:
    if sandbox:
        sandbox.terminate()
        sandbox.wait()
    shutil.rmtree(home, ignore_errors=True)
print(json.dumps(rows))
