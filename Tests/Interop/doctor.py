"""`tollgate doctor` where something is wrong: each trouble is told in its own line with a cure, and looking changes nothing.
"""

import datetime
import hashlib
import json
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import threading

from account_trouble import Server
from support import BINARY, Checks, Home, Moto, Program, Sandbox, shape
from support_tmux import Screen

checks = Checks("doctor")
check, equal = checks.check, checks.equal
said = []
AREAS = ["program", "terminal", "context", "endpoints", "files", "themes"]
STATES = ("ok", "warning", "failed", "unknown")


def tree(folder):
    """Everything below a folder: names, rights and contents."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        about = path.lstat()
        found[str(path)] = (oct(about.st_mode), (about.st_mtime_ns, path.read_bytes()) if path.is_file() else None)
    return found


class Look:
    """One run with --output json, and what it left as it was."""

    def __init__(self, name, program, *words, code=None, **extra):
        before = tree(program.home.path)
        self.result = program.json("doctor", *words, **extra)
        self.lines = self.result.json if isinstance(self.result.json, list) else []
        said.append(self.result.out + self.result.err)
        after = tree(program.home.path)
        equal(f"{name}: nothing was made or changed", [p for p in set(before) | set(after) if before.get(p) != after.get(p)],
              [])
        wrong = [w for w in map(self._wrong, self.lines) if w]
        check(f"{name}: every line has its shape", self.lines and not wrong, wrong or self.result)
        order = [AREAS.index(x["area"]) for x in self.lines]
        equal(f"{name}: areas in order", order, sorted(order))
        failed = any(x["state"] == "failed" for x in self.lines)
        equal(f"{name}: exit code says whether anything failed", self.result.code, 1 if failed else 0, self.result)
        if code is not None:
            equal(f"{name}: exit code", self.result.code, code, self.bad())
        self.name = name

    @staticmethod
    def _wrong(line):
        wrong = shape(line, {"area": str, "check": str, "state": lambda x: x in STATES, "finding": str},
                      {"context": dict, "cure": str, "data": dict})
        if line.get("state") == "failed" and not line.get("cure"):
            wrong += f"; no cure for {line}"
        return wrong

    def bad(self):
        """What is not in order; how fast a busy machine answers says nothing."""
        return [x for x in self.lines if x["state"] in ("failed", "warning") and x["check"] != "latency"]

    def line(self, name, area=None, profile=None):
        for line in self.lines:
            if line["check"] == name and area in (None, line["area"]) and (
                    profile in (None, line.get("context", {}).get("profile"))):
                return line
        return {"state": "missing", "finding": "", "cure": ""}

    def says(self, what, state, finding="", cure="", **where):
        line = self.line(what, **where)
        return check(f"{self.name}: {what} is {state} and says {finding!r} {cure!r}",
                     line["state"] == state and finding in line["finding"] and cure in line.get("cure", ""), line)


def in_order(server):
    program = Program(server)
    look = Look("sandbox", program, code=0)
    equal("sandbox: nothing to mend", look.bad(), [])
    for name in ("plans", "keys", "APIs", "usage", "plan keys", "account", "access logs"):
        look.says(name, "ok", "allowed")
    look.says("identity", "ok", "arn:aws:iam::123456789012:user/sandbox")
    look.says("changes", "unknown", "not probed: that would change something",
              "tollgate iam operator --region us-east-1 --account 123456789012")
    look.says("credentials", "ok", f"from environment, access key …{server.access[-4:]}", area="context")
    check("sandbox: the key's id is not shown whole", server.access not in look.result.out, look.result)
    look.says("all services", "ok", f"{server.endpoint}, by AWS_ENDPOINT_URL")
    look.says("state folder", "ok", "is not there yet")
    linked = subprocess.run(["ldd", BINARY], capture_output=True).stdout
    equal("sandbox: says how it was built", look.line("built").get("data", {}).get("static"), b"libswiftCore" not in linked)
    data = look.line("latency").get("data", {})
    check("sandbox: latency in milliseconds", data.get("firstMilliseconds", -1) >= 0 <= data.get("warmMilliseconds", -1), data)
    table = program.run("doctor")
    equal("sandbox: table: exit code", table.code, 0, table)
    check("sandbox: table: within 80 columns", all(len(x) <= 80 for x in table.out.split("\n")), table.out)
    check("sandbox: table: no colour", "\x1b" not in table.out, table.out)
    equal("sandbox: table: nothing on stderr", table.err, "")
    for area in ("program", "terminal", "context default us-east-1", "endpoints default us-east-1", "files", "themes"):
        check(f"sandbox: table has {area}", area in table.out.split("\n"), table.out)
    embedded = Look("--sandbox", program, "--sandbox", code=0)
    equal("--sandbox: everything is ok", [x for x in embedded.lines if x["state"] != "ok" and x["check"] != "latency"], [])
    csv = program.run("doctor", "-o", "csv")
    equal("csv: header", csv.out.split("\n")[0], "area,profile,region,check,state,finding,cure")
    equal("csv: a row for each line", len(csv.out.strip().split("\n")), len(look.lines) + 1)
    readonly = Look("--read-only", program, "--read-only", code=0)
    readonly.says("protection", "ok", "read-only: no change leaves it")
    readonly.says("changes", "ok", "not needed: the context is read-only")


def denied():
    folder = Home()
    policy = Program().json("iam", "viewer").json
    (folder.path / "policy.json").write_text(json.dumps(policy))
    server = Sandbox("--policy", str(folder.path / "policy.json"))
    look = Look("viewer", Program(server), code=1)
    for name in ("plans", "APIs", "usage"):
        look.says(name, "ok", "allowed")
    look.says("keys", "failed", "may not apigateway:GET on arn:aws:apigateway:us-east-1::/apikeys (an explicit deny)",
              "ask for apigateway:GET on arn:aws:apigateway:us-east-1::/apikeys and for the deny to be taken away")
    look.says("plan keys", "failed", "may not apigateway:GET on arn:aws:apigateway:us-east-1::/usageplans/",
              "apigateway:GET on arn:aws:apigateway:us-east-1::/usageplans/*/keys")
    look.says("access logs", "failed", "may not logs:FilterLogEvents on arn:aws:logs:us-east-1:123456789012:log-group:",
              "Ask for logs:FilterLogEvents on arn:aws:logs:us-east-1:123456789012:log-group:*:*; tollgate iam operator")
    look.says("account", "unknown", "may not apigateway:GET on arn:aws:apigateway:us-east-1::/account. Nothing needs it")
    equal("viewer: data names the permission", look.line("keys").get("data"),
          {"action": "apigateway:GET", "resource": "arn:aws:apigateway:us-east-1::/apikeys"})
    server.stop()
    (folder.path / "policy.json").write_text(json.dumps(Program().json("iam", "operator").json))
    server = Sandbox("--policy", str(folder.path / "policy.json"))
    equal("operator: nothing to mend", Look("operator", Program(server), code=0).bad(), [])
    server.stop()


def other_servers():
    moto = Moto()
    look = Look("moto", Program(moto))
    for name in ("plans", "keys", "APIs"):
        look.says(name, "ok", "allowed")
    look.says("identity", "ok", "arn:aws:")
    moto.stop()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{taken.getsockname()[1]}"
        keys = dict(AWS_ACCESS_KEY_ID="AKIDNOBODY", AWS_SECRET_ACCESS_KEY="never-to-be-seen", AWS_REGION="eu-west-1")
        look = Look("nothing listens", Program(AWS_ENDPOINT_URL=dead, **keys), code=1)
        look.says("plans", "failed", "cannot be reached", "Check the network")
        look.says("keys", "unknown", "since the request before it failed")
        look.says("identity", "failed", "cannot be reached")
        look.says("latency", "unknown", "no request was answered")
    for ahead, state, words in ((90, "warning", "s slow; from 5 min on AWS refuses"),
                                (-420, "warning", "7 min fast; requests are signed with the service's"),
                                (280, "failed", "4 min slow, which AWS refuses from 5 min on"), (5, "ok", "within")):
        server = Server(ahead)
        look = Look(f"a clock {ahead} s off", Program(AWS_ENDPOINT_URL=server.origin, **keys))
        look.says("clock", state, words, "" if state == "ok" else "Set the clock right")
        server.shutdown()


def hanging(server):
    """One context never answers; the others are told all the same, and in time."""
    listener = socket.create_server(("127.0.0.1", 0))
    held = []

    def accept():
        try:
            while True:
                held.append(listener.accept())
        except OSError:
            """The listener was closed."""

    threading.Thread(target=accept, daemon=True).start()
    program = Program()
    aws = program.home.path / ".aws"
    aws.mkdir(mode=0o700)
    (aws / "config").write_text(
        f"[profile good]\nregion = us-east-1\nendpoint_url = {server.endpoint}\n"
        f"[profile stuck]\nregion = eu-west-1\nendpoint_url = http://127.0.0.1:{listener.getsockname()[1]}\n"
        "[profile slow]\nregion = eu-west-1\ncredential_process = sleep 60\n"
        "[profile broken]\nregion = eu-west-1\nendpoint_url = nonsense\n")
    (aws / "credentials").write_text("".join(
        f"[{p}]\naws_access_key_id = {server.access}\naws_secret_access_key = {server.secret}\n"
        for p in ("good", "stuck", "broken")))
    (aws / "credentials").chmod(0o600)
    program.home.config.mkdir()
    (program.home.config / "config.yaml").write_text(
        "contexts:\n  - good\n  - stuck\n  - slow\n  - broken\n  - good/eu-west-1\nprotected: [good/us-east-1]\n")
    look = Look("five contexts", program, code=1)
    check("five contexts: within 15 s", look.result.seconds < 15, look.result.seconds)
    told = {(x["context"]["profile"], x["context"]["region"]) for x in look.lines if x["area"] == "context"}
    check("five contexts: all are told", {p for p, _ in told} >= {"good", "stuck", "slow", "broken"} and
          {("good", "us-east-1"), ("good", "eu-west-1")} <= told, told)
    look.says("plans", "ok", "allowed", profile="good")
    look.says("protection", "ok", "protected", profile="good")
    look.says("identity", "failed", "did not answer within 10 s", profile="stuck")
    look.says("plans", "unknown", "did not answer within 10 s", profile="stuck")
    look.says("answer", "failed", "within 10 s", "network", profile="stuck")
    look.says("credentials", "failed", "no credentials came within 10 s", "credential_process", profile="slow")
    look.says("settings", "failed", "is not a URL", "https address", area="context", profile="broken")
    listener.close()


def credentials(server):
    program = Program(AWS_ENDPOINT_URL=server.endpoint)
    aws = program.home.path / ".aws"
    (aws / "sso/cache").mkdir(parents=True, mode=0o700)
    start = "https://sign-in.example/start"
    (aws / "config").write_text(
        f"[profile sso]\nregion = us-east-1\nsso_start_url = {start}\nsso_region = us-east-1\nsso_account_id = 1\n"
        "sso_role_name = r\n[profile fresh]\nregion = us-east-1\nsso_session = x\nsso_account_id = 1\nsso_role_name = r\n"
        f"[sso-session x]\nsso_region = us-east-1\nsso_start_url = {start}\n"
        "[profile nowhere]\nlogin_session = arn:aws:iam::1:user/me\n")
    then = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=9)).strftime("%Y-%m-%dT%H:%M:%SZ")
    token = {"accessToken": "token-never-seen", "expiresAt": "2020-01-01T00:00:00Z", "clientId": "c",
             "clientSecret": "secret-never-seen", "refreshToken": "refresh-never-seen", "registrationExpiresAt": then}
    for name in (start, "x"):
        file = aws / "sso/cache" / (hashlib.sha1(name.encode()).hexdigest() + ".json")
        file.write_text(json.dumps(token))
    look = Look("expired SSO", program, "--profile", "sso", code=1)
    look.says("credentials", "failed", "session of the profile sso has ended", "Run: aws sso login --profile sso",
              area="context")
    look.says("permissions", "unknown", "nobody to ask as")
    look = Look("SSO that can be renewed", program, "--profile", "fresh", code=0)
    look.says("credentials", "warning", "has to be renewed", "aws sso login --profile fresh", area="context")
    look = Look("aws login", program, "--profile", "nowhere", "--region", "us-east-1", code=1)
    look.says("credentials", "failed", "is not logged in", "Run: aws login --profile nowhere", area="context")
    look = Look("unknown profile", program, "--profile", "nobody", code=1)
    look.says("credentials", "failed", "There is no profile nobody; there are", "Name one that is there", area="context")
    look = Look("no region", program, "--profile", "nowhere", code=1)
    look.says("region", "failed", "none is given", "aws configure set region eu-central-1 --profile nowhere")
    file = aws / "credentials"
    file.write_text(f"[default]\naws_access_key_id = {server.access}\naws_secret_access_key = {server.secret}\n")
    for mode, state in ((0o644, "failed"), (0o600, "ok")):
        file.chmod(mode)
        look = Look(f"credentials file {mode:o}", program, "--region", "us-east-1", code=1 if mode == 0o644 else 0)
        look.says("credentials", state, "~/.aws/credentials", "" if state == "ok" else "Run: chmod 600 ~/.aws/credentials",
                  area="files")
        look.says("plans", "ok", "allowed")
    file.write_text("[default\n")
    look = Look("a broken credentials file", program, "--region", "us-east-1", code=1)
    look.says("credentials", "failed", "Line 1 of ~/.aws/credentials cannot be read", area="files")
    for left, state, words in ((-60, "failed", "the credentials ended 6"), (600, "warning", "end in"), (7200, "ok", "end in")):
        end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=left)
        look = Look(f"credentials with {left} s left", Program(server), code=1 if left < 0 else 0,
                    AWS_CREDENTIAL_EXPIRATION=end.strftime("%Y-%m-%dT%H:%M:%SZ"))
        look.says("expiry", state, words)
    wrong = Program(server, AWS_SECRET_ACCESS_KEY="another-never-seen")
    look = Look("a wrong secret", wrong, code=1)
    look.says("plans", "failed", "signature", "Check the secret access key")
    look.says("keys", "unknown", "not asked")


def files(server):
    program = Program(server)
    program.home.config.mkdir(mode=0o700)
    (program.home.config / "config.yaml").write_text("theme: no-such-theme\ncolour: red\nzone: [\n")
    look = Look("broken config.yaml", program, code=1)
    look.says("config.yaml", "failed", "config.yaml, line ", "Correct line ")
    (program.home.config / "config.yaml").write_text("theme: no-such-theme\ncolour: red\n")
    look = Look("config.yaml with unknown words", program, code=1)
    look.says("config.yaml", "failed", "config.yaml, line 2: ", "Correct line 2 of ")
    look.says("chosen", "failed", "there is no theme no-such-theme", "tollgate themes list")
    (program.home.config / "config.yaml").unlink()
    (program.home.config / "themes").mkdir()
    (program.home.config / "themes/broken.yaml").write_text("scheme: x\nbase00: red\n")
    look = Look("broken theme", program, code=0)
    look.says("broken file", "warning", "broken.yaml", "Correct the file, or remove it")
    shutil.rmtree(program.home.config)

    key = program.json("keys", "list").json[0]["id"]
    program.run("keys", "tag", key, "doctor=1", "--yes")
    state = program.home.state
    look = Look("a journal", program, code=0)
    look.says("database", "ok", "sound, step ")
    look.says("journal", "ok", "2 rows, each follows from the one before")
    equal("a journal: rows as data", look.line("journal").get("data"), {"rows": 2})
    state.chmod(0o755)
    look = Look("state folder 0755", program, code=0)
    look.says("state folder", "warning", "is open to others on this machine (mode 0755)", "Run: chmod 700 ")
    state.chmod(0o700)
    unwritable(server, program)

    copy = (state / "tollgate.db").read_bytes()
    base = sqlite3.connect(state / "tollgate.db")
    base.executescript("DROP TRIGGER journal_is_not_changed; UPDATE journal SET summary = 'forged' WHERE seq = 1;")
    base.commit()
    base.close()
    look = Look("a forged journal", program, code=1)
    look.says("journal", "failed", "its chain is broken: row 1 was changed", "Compare it with a copy")
    (state / "tollgate.db").write_bytes(copy[:4096] + bytes(b ^ 0x5A for b in copy[4096:]))
    for name in ("tollgate.db-wal", "tollgate.db-shm"):
        (state / name).unlink(missing_ok=True)
    look = Look("a damaged database", program, code=1)
    look.says("database", "failed", "is damaged", "Copy it")
    (state / "tollgate.db").write_bytes(b"no database" * 500)
    look = Look("no database at all", program, code=1)
    look.says("database", "failed", "is damaged")
    shutil.rmtree(state)
    state.write_text("a file")
    look = Look("a file for a state folder", program, code=1)
    look.says("state folder", "failed", "is no folder", "Move it away")


def unwritable(server, program):
    """As a user to whom nothing in the home belongs."""
    os.chmod(program.home.path, 0o755)
    for part in ("state", "state/tollgate", "config"):
        os.chmod(program.home.path / part, 0o555)

    def drop():
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)

    done = subprocess.run([BINARY, "doctor", "-o", "json"], capture_output=True, timeout=60,
                          env=program.home.environment(**server.variables), preexec_fn=drop if os.getuid() == 0 else None)
    said.append((done.stdout + done.stderr).decode())
    lines = {x["check"]: x for x in json.loads(done.stdout or b"[]")}
    line = lines.get("state folder", {})
    check("a folder that cannot be written: failed", line.get("state") == "failed" and
          "cannot be written (mode 0555): nothing can be changed" in line["finding"] and
          "XDG_STATE_HOME" in line["cure"], done.stdout.decode() + done.stderr.decode())
    equal("a folder that cannot be written: exit code", done.returncode, 1)
    line = lines.get("database", {})
    check("a database that cannot be read: failed", line.get("state") == "failed" and "cannot be read" in line["finding"], line)
    for part in ("state/tollgate", "state", "config"):
        os.chmod(program.home.path / part, 0o700)
    os.chmod(program.home.path, 0o700)


def surroundings(server):
    look = Look("no HOME", Program(server), code=1, HOME="", XDG_CONFIG_HOME="", XDG_STATE_HOME="")
    look.says("state folder", "failed", "neither XDG_STATE_HOME nor HOME is set", "Set HOME")
    look.says("config.yaml", "warning", "there is no place for it", "Set HOME")
    look = Look("TERM=dumb without a terminal", Program(server), code=0)
    look.says("type", "ok", "TERM=dumb, whose cursor cannot be placed")
    bundle = Look("a CA bundle that is none", Program(server, AWS_CA_BUNDLE="/etc/hostname"), code=1)
    bundle.says("certificates", "failed", "holds no certificates", "PEM")
    plain = Look("plain http elsewhere", Program(server, AWS_ENDPOINT_URL_LOGS="x", AWS_ENDPOINT_URL_STS="http://far.invalid"),
                 "--insecure-endpoint", code=1)
    plain.says("STS", "warning", "http://far.invalid, by AWS_ENDPOINT_URL_STS: requests go unencrypted", "https")
    own = Look("AWS's own hosts", Program(server, AWS_ENDPOINT_URL_SECRETS_MANAGER=""), code=0)
    own.says("all services", "ok", "by AWS_ENDPOINT_URL")
    proxied = Program(AWS_ACCESS_KEY_ID="AKID", AWS_SECRET_ACCESS_KEY="never-seen-either", AWS_REGION="us-gov-west-1",
                      AWS_USE_FIPS_ENDPOINT="true", HTTPS_PROXY="http://user:password-never-seen@127.0.0.1:9")
    look = Look("FIPS by way of a proxy", proxied, code=1)
    look.says("API Gateway", "ok", "AWS's own host by AWS_USE_FIPS_ENDPOINT")
    look.says("proxy", "ok", "127.0.0.1:9 for API Gateway, STS, Logs, Secrets")
    program = Program(server)
    for words in (["doctor", "--colour"], ["doctor", "now"], ["--read-only", "doctor"], ["doctor", "--sandbox", "--profile", "x"]):
        result = program.run(*words)
        checks.exits(" ".join(words), result, 64)
        equal(f"{' '.join(words)}: stdout is empty", result.out, "")
    helped = program.run("doctor", "--help")
    check("help: has an example", helped.code == 0 and "tollgate doctor --profile prod" in helped.out, helped)


def in_tmux(server):
    if shutil.which("tmux") is None:
        print("SKIPPED: in tmux, since tmux is not installed")
        return
    for size, state, words in (((80, 24), "ok", "80x24"), ((60, 20), "warning", "60x20: the console cuts"),
                               ((38, 20), "failed", "38x20: the console needs 40x8")):
        screen = Screen(Program(server), *size)
        out = screen.folder / "out.json"
        # The terminal itself must be stdout: what it showed is logged, and the table is read from there.
        screen.tmux("pipe-pane", "-t", "check", f"cat > {out}")
        screen.command(f"{BINARY} doctor -o json; echo code $?.")
        screen.wait(r"code \d\.")
        text = out.read_text().replace("\r\n", "\n")
        said.append(text)
        lines = {x["check"]: x for x in json.loads(text[text.index("\n[\n"):text.index("\n]\n") + 2])}
        line = lines["size"]
        check(f"tmux {words}", line["state"] == state and words in line["finding"], line)
        check(f"tmux {size}: clipboard", lines["clipboard"]["finding"] == "by tmux, whose set-clipboard is on", lines)
        check(f"tmux {size}: inside of tmux", lines["inside of"]["finding"] == "tmux", lines["inside of"])
        equal(f"tmux {size}: type", lines["type"]["finding"], "TERM=tmux-256color, terminfo has it")
        screen.stop()
    screen = Screen(Program(server), 80, 24)
    screen.command(f"clear; {BINARY} doctor | tail -22; echo code $?.")
    screen.wait(r"code \d\.")
    check("tmux: no line is broken by the terminal", all(len(x) <= 80 for x in screen.lines()), screen.text())
    screen.command(f"clear; TERM=dumb {BINARY} doctor > /dev/null; echo code $?.")
    screen.wait(r"code 0\.")
    screen.command(f"clear; TERM=dumb {BINARY} doctor; echo code $?.")
    screen.wait(r"code 1\.")
    screen.command(f"clear; tmux set -s set-clipboard off; {BINARY} doctor | grep -A1 clipboard; echo code $?.")
    text = screen.wait(r"code 0\.")
    check("tmux: a clipboard that is off, seen through a pipe, is a fact", "set-clipboard is off" in text, text)
    screen.stop()


def main():
    server = Sandbox("--unlimited")
    in_order(server)
    denied()
    other_servers()
    hanging(server)
    credentials(server)
    files(server)
    surroundings(server)
    in_tmux(server)
    everything = "\n".join(said)
    for secret in (server.secret, "never-to-be-seen", "token-never-seen", "secret-never-seen", "refresh-never-seen",
                   "another-never-seen", "never-seen-either", "password-never-seen"):
        check(f"the secret {secret[:5]}… is nowhere", secret not in everything)
    server.stop()
    checks.finish()


if __name__ == "__main__":
    main()
