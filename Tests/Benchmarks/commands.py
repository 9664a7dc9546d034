"""One page of keys as a whole process: the program beside the AWS CLI, one after the other in each round.

commands.py BINARY ROUNDS
"""

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

# A Swift parent hands its blocked signals down; what is started here must be able to end.
signal.pthread_sigmask(signal.SIG_SETMASK, [])
binary, rounds = sys.argv[1], int(sys.argv[2])
beside = os.path.join(os.path.dirname(sys.executable), "aws")
aws = beside if os.access(beside, os.X_OK) else shutil.which("aws")
home = tempfile.mkdtemp(prefix="tollgate-bench-")
sandbox = subprocess.Popen([binary, "sandbox", "--keys", "400", "--unlimited"], stdout=subprocess.PIPE, text=True)
environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
environment.update(HOME=home, XDG_STATE_HOME=home + "/state", XDG_CONFIG_HOME=home + "/config")
try:
    for line in sandbox.stdout:
        name, _, value = line.strip().partition("=")
        if name == "ready":
            break
        environment[name] = value

    def timed(*words):
        """Seconds that a command takes, and how many keys it printed."""
        began = time.perf_counter()
        done = subprocess.run(words, env=environment, stdout=subprocess.PIPE, check=True)
        took = time.perf_counter() - began
        found = json.loads(done.stdout)
        assert len(found if isinstance(found, list) else found["items"]) == 400
        return took

    ours, theirs = [], []
    timed(binary, "keys", "list", "-o", "json")
    for _ in range(rounds):
        ours += [timed(binary, "keys", "list", "-o", "json") for _ in range(3)]
        theirs.append(timed(aws, "apigateway", "get-api-keys", "--page-size", "500", "--output", "json"))
finally:
    sandbox.terminate()
    sandbox.wait()
    shutil.rmtree(home, ignore_errors=True)
ours, theirs = statistics.median(ours), statistics.median(theirs)
print(json.dumps([{
    "what": "`keys list` of one page (400 keys), whole process, against `aws apigateway get-api-keys`",
    "ours": f"{ours * 1e3:.0f} ms", "theirs": f"{theirs * 1e3:.0f} ms", "ratio": f"{ours / theirs:.3f} of its time",
    "target": "≤ 0.05", "isMet": ours / theirs <= 0.05}]))
