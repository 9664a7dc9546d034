"""What the interoperability checks share: starting and stopping servers, running the program, counting results.

Every server listens on loopback on a port that the system chose, lives in a folder of its own, and is stopped when the
script ends, whatever happens.
"""

import atexit
import json
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("TOLLGATE_BINARY") or str(ROOT / ".build/debug/tollgate")
JUDGE = ROOT.parent / "shared/tools/wire-judge.py"
ACCESS, SECRET = "AKIDJUDGE", "judge/secret+key"

_open = []


def _close_all():
    while _open:
        thing = _open.pop()
        try:
            thing.stop()
        except Exception as problem:  # The others must be stopped all the same.
            print(f"{thing} did not stop: {problem}", file=sys.stderr)


atexit.register(_close_all)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(what, probe, seconds=20.0, every=0.05):
    """Calls probe until it returns something true, and returns that; raises when the time is over."""
    end = time.monotonic() + seconds
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s in vain for {what}")
        time.sleep(every)


class Process:
    """A server as a child process."""

    def __init__(self, arguments, environment=None, log=None):
        self.log = open(log or os.devnull, "wb")
        self.child = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log, env=environment)
        _open.append(self)

    @property
    def pid(self):
        return self.child.pid

    def line(self, seconds=30.0):
        """The next line of its standard output."""
        end = time.monotonic() + seconds
        out = b""
        while not out.endswith(b"\n"):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.child.stdout], [], [], max(left, 0))[0]:
                raise TimeoutError(f"no line from {self.child.args} in {seconds} s, so far {out!r}")
            byte = os.read(self.child.stdout.fileno(), 1)
            if not byte:
                raise RuntimeError(f"{self.child.args} ended with {self.child.wait()}, last words {out!r}")
            out += byte
        return out.decode().rstrip("\n")

    def stop(self, how=signal.SIGTERM):
        """Ends it, and returns its exit code."""
        if self in _open:
            _open.remove(self)
        if self.child.poll() is None:
            self.child.send_signal(how)
            try:
                self.child.wait(10)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()
        self.child.stdout.close()
        self.log.close()
        return self.child.returncode


class Home:
    """A user's folder of its own, with nothing in it, and the environment that goes with it."""

    def __init__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="tollgate-check-"))
        for name in ("config", "state", "tmp"):
            (self.path / name).mkdir(mode=0o700)
        _open.append(self)

    def environment(self, **extra):
        keep = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")}
        keep.update(
            HOME=str(self.path), XDG_CONFIG_HOME=str(self.path / "config"), XDG_STATE_HOME=str(self.path / "state"),
            TMPDIR=str(self.path / "tmp"), AWS_EC2_METADATA_DISABLED="true", TERM="dumb")
        keep.setdefault("LC_ALL", "C.UTF-8")
        keep.update({k: v for k, v in extra.items() if v is not None})
        return keep

    @property
    def config(self):
        return self.path / "config/tollgate"

    @property
    def state(self):
        return self.path / "state/tollgate"

    def stop(self):
        if self in _open:
            _open.remove(self)
        shutil.rmtree(self.path, ignore_errors=True)


class Sandbox(Process):
    """`tollgate sandbox` on a free port."""

    def __init__(self, *options, binary=None):
        self.home = Home()
        super().__init__([binary or BINARY, "sandbox", *options], self.home.environment(),
                         self.home.path / "sandbox.log")
        self.variables, self.printed = {}, []
        while True:
            text = self.line(60)
            self.printed.append(text)
            if text == "ready":
                break
            name, _, value = text.partition("=")
            self.variables[name] = value
        self.endpoint = self.variables["AWS_ENDPOINT_URL"]
        self.access = self.variables["AWS_ACCESS_KEY_ID"]
        self.secret = self.variables["AWS_SECRET_ACCESS_KEY"]

    def stop(self, how=signal.SIGTERM):
        code = super().stop(how)
        self.home.stop()
        return code


class Moto(Process):
    """moto's server on a free port, empty."""

    def __init__(self):
        port = free_port()
        self.endpoint = f"http://127.0.0.1:{port}"
        super().__init__([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)])
        self.access, self.secret = ACCESS, SECRET
        self.variables = variables(self)
        wait_for("moto", self._answers, 60)

    def _answers(self):
        try:
            with urllib.request.urlopen(self.endpoint + "/moto-api/", timeout=2):
                return True
        except OSError:
            return False


class Judge(Process):
    """The judging proxy in front of a server; None of its verdicts come from this project."""

    def __init__(self, server, token=None):
        arguments = [sys.executable, str(JUDGE), "--upstream", server.endpoint, "--access", server.access,
                     "--secret", server.secret]
        if token:
            arguments += ["--token", token]
        super().__init__(arguments)
        self.access, self.secret, self.token = server.access, server.secret, token
        self.endpoint = self.line(60)
        self.variables = variables(self)

    def ask(self, what, body=None):
        request = urllib.request.Request(
            f"{self.endpoint}/__judge__/{what}", data=json.dumps(body or {}).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def records(self):
        return self.ask("records")

    def clear(self):
        self.ask("clear")

    def faults(self, **plan):
        """faults(n1="500", every="429"): breaks the first request, or every one."""
        self.ask("clear")
        self.ask("faults", {("*" if k == "every" else k.lstrip("n")): v for k, v in plan.items()})

    def changing(self):
        """The requests that change something."""
        return [r for r in self.records() if r["method"] != "GET" and r["service"] != "sts"]


def variables(server):
    """The variables that point any AWS SDK at a server."""
    out = dict(AWS_ENDPOINT_URL=server.endpoint, AWS_ACCESS_KEY_ID=server.access,
               AWS_SECRET_ACCESS_KEY=server.secret, AWS_REGION="us-east-1", AWS_DEFAULT_REGION="us-east-1")
    if getattr(server, "token", None):
        out["AWS_SESSION_TOKEN"] = server.token
    return out


def judge_is_here():
    """Whether the judge is beside the project; says so when it is not."""
    if JUDGE.exists():
        return True
    print("skipped: ../shared/tools/wire-judge.py is not here, no request was judged", flush=True)
    return False


class Result:
    """What a run of the program left."""

    def __init__(self, arguments, code, out, err, seconds):
        self.arguments, self.code, self.out, self.err, self.seconds = arguments, code, out, err, seconds

    @property
    def json(self):
        """Its standard output as JSON; None when it is not JSON."""
        try:
            return json.loads(self.out)
        except ValueError:
            return None

    @property
    def error(self):
        """The error line that `--output json` puts on stderr; None without one."""
        for line in self.err.splitlines():
            if line.startswith('{"error"'):
                try:
                    return json.loads(line)["error"]
                except ValueError:
                    return None
        return None

    def __str__(self):
        return (f"tollgate {' '.join(self.arguments)}\n  exit {self.code} after {self.seconds:.2f} s\n"
                f"  stdout: {self.out[:1500]!r}\n  stderr: {self.err[:1500]!r}")


class Program:
    """The program as one user runs it against one server."""

    def __init__(self, server=None, home=None, **extra):
        self.home = home or Home()
        self.server = server
        self.variables = dict(server.variables if server else {}, **extra)

    def run(self, *arguments, stdin="", timeout=90, **extra):
        environment = self.home.environment(**{**self.variables, **extra})
        environment = {k: v for k, v in environment.items() if v != ""}
        began = time.monotonic()
        try:
            done = subprocess.run([BINARY, *arguments], input=stdin.encode() if isinstance(stdin, str) else stdin,
                                  capture_output=True, env=environment, timeout=timeout)
            code, out, err = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired as late:
            code, out, err = "none: it did not end", late.stdout or b"", late.stderr or b""
        return Result(arguments, code, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"),
                      time.monotonic() - began)

    def json(self, *arguments, **extra):
        """Runs with `--output json`."""
        return self.run(*arguments, "--output", "json", **extra)

    def forget_pacing(self):
        """A new state folder: the time of the last plan update is kept there, and the next one would wait."""
        shutil.rmtree(self.home.state, ignore_errors=True)


class Checks:
    """Counts what held and what did not, and prints what did not at once."""

    def __init__(self, title):
        self.title, self.passed, self.failed = title, 0, 0
        print(f"{title}", flush=True)

    def check(self, name, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED: {name}\n  {str(detail)}", flush=True)
        return bool(holds)

    def equal(self, name, found, expected, detail=""):
        return self.check(name, found == expected, f"expected {expected!r}\n  found    {found!r}\n  {detail}")

    def exits(self, name, result, code, *words):
        """The exit code, and words that the user must see on stderr."""
        held = self.equal(f"{name}: exit code", result.code, code, result)
        for word in words:
            held = self.check(f"{name}: stderr says {word!r}", re.search(word, result.err, re.I), result) and held
        return held

    def sentence(self, name, result):
        """An error for people: a sentence or two, no stack trace, nothing on stdout."""
        lines = [x for x in result.err.strip().splitlines() if not x.startswith('{"error"')]
        self.check(f"{name}: one or two sentences on stderr",
                   1 <= len(lines) <= 3 and all(len(x) < 400 for x in lines), result)
        self.check(f"{name}: no stack trace", not re.search(
            r"Fatal error|\.swift:\d+|Error Domain|Stack dump|\bNIO\w+Error|HTTPClientError|DecodingError", result.err),
            result)
        self.equal(f"{name}: stdout is empty", result.out, "", result)

    def finish(self):
        print(f"{self.title}: {self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed else 0)


def shape(found, required, optional=()):
    """Why an object does not have exactly these members; an empty text when it has.

    required and optional map names to types or to functions that say whether the value will do.
    """
    if not isinstance(found, dict):
        return f"not an object: {found!r}"
    optional = dict(optional)
    wrong = [f"{n} is missing" for n in required if n not in found]
    wrong += [f"{n} is not of the contract" for n in found if n not in required and n not in optional]
    for name, value in found.items():
        want = required.get(name, optional.get(name))
        if want is None:
            continue
        if isinstance(want, (type, tuple)):
            good = isinstance(value, want) and not (isinstance(value, bool) and want in (int, (int, float)))
        else:
            good = want(value)
        if not good:
            wrong.append(f"{name} is {value!r}")
    return "; ".join(wrong)


class Canned:
    """A server that answers every request alike, with what no API should answer."""

    def __init__(self, status=200, body=b"", content_type="application/json", announce=None, **headers):
        import http.server
        import threading
        self.requests = []
        canned = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self):
                self.rfile.read(int(self.headers.get("content-length") or 0))
                canned.requests.append((self.command, self.path))
                self.send_response(status)
                self.send_header("content-type", content_type)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("content-length", str(announce or len(body)))
                self.end_headers()
                self.wfile.write(body)
                if announce:
                    self.wfile.flush()
                    self.close_connection = True

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.access, self.secret = ACCESS, SECRET
        self.variables = variables(self)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        _open.append(self)

    def stop(self):
        if self in _open:
            _open.remove(self)
        self.server.shutdown()
        self.server.server_close()
