"""The console in tmux with credentials that end and with an MFA device: the code is asked for on the screen.

A server on loopback plays STS; the sandbox is the API, behind that server, which takes the role's credentials until they
end and signs anew with the sandbox's own. Neither the code nor a secret is on the screen, in the log or in the folder of
the program's state.
"""

import datetime
import http.server
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import botocore.auth
import botocore.awsrequest
import botocore.credentials

from support import Checks, Program, Sandbox, wait_for
from support_tmux import Screen, stories

checks = Checks("the console in tmux, credentials")
check, equal = checks.check, checks.equal
story = stories(checks)
RIGHT, WRONG = "246801", "135790"
SECRET, TOKEN = "secret-key-of-the-role", "session-token-of-the-role"
PHONE = "arn:aws:iam::123456789012:mfa/phone"


class Security(http.server.ThreadingHTTPServer):
    """Plays STS: gives credentials to whoever has the right code, for so many seconds; and the way to the sandbox."""

    daemon_threads = True

    def __init__(self, sandbox, seconds):
        super().__init__(("127.0.0.1", 0), Handler)
        self.sandbox, self.seconds, self.codes, self.end = sandbox, seconds, [], 0
        self.endpoint = "http://127.0.0.1:%d" % self.server_port
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in ({"Content-Type": "text/xml"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else body.encode())

    def forward(self, body):
        """Takes the role's credentials, as long as they last, and asks the sandbox with its own."""
        if self.headers.get("x-amz-security-token") == TOKEN and time.time() > self.server.end:
            return self.answer(403, '{"message":"The security token included in the request is expired"}',
                               X_Amzn_ErrorType="ExpiredTokenException", Content_Type="application/json")
        _, _, _, service, _ = self.headers["Authorization"].split("Credential=")[1].split(",")[0].split("/")
        own = {k: v for k, v in self.headers.items() if k.lower() in ("content-type", "accept", "x-amz-target")}
        request = botocore.awsrequest.AWSRequest(self.command, self.server.sandbox.endpoint + self.path, own, body)
        identity = botocore.credentials.Credentials(self.server.sandbox.access, self.server.sandbox.secret)
        botocore.auth.SigV4Auth(identity, service, "us-east-1").add_auth(request)
        try:
            found = urllib.request.urlopen(urllib.request.Request(
                request.url, body or None, dict(request.headers.items()), method=self.command), timeout=30)
        except urllib.error.HTTPError as error:
            found = error
        with found:
            headers = {k.replace("-", "_"): v for k, v in found.headers.items()
                       if k.lower() in ("content-type", "x-amzn-requestid", "x-amzn-errortype", "retry-after")}
            headers["Content_Type"] = headers.pop("content_type", None) or headers.get("Content_Type", "application/json")
            self.answer(found.status, found.read(), **headers)

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.path.startswith("/sts"):
            return self.forward(body)
        asked = dict(urllib.parse.parse_qsl(body.decode()))
        if asked["Action"] == "GetCallerIdentity":
            return self.answer(200, "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:"
                                    "assumed-role/x/y</Arn><UserId>u</UserId><Account>123456789012</Account>"
                                    "</GetCallerIdentityResult></GetCallerIdentityResponse>")
        self.server.codes.append((asked.get("SerialNumber"), asked.get("TokenCode")))
        if asked.get("TokenCode") != RIGHT:
            return self.answer(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>MultiFactorAuthentication "
                                    "failed with invalid MFA one time pass code. </Message></Error></ErrorResponse>")
        self.server.end = time.time() + self.server.seconds
        end = datetime.datetime.fromtimestamp(self.server.end, datetime.timezone.utc)
        self.answer(200, "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId>"
                         f"<SecretAccessKey>{SECRET}</SecretAccessKey><SessionToken>{TOKEN}</SessionToken>"
                         f"<Expiration>{end:%Y-%m-%dT%H:%M:%SZ}</Expiration></Credentials></AssumeRoleResult>"
                         "</AssumeRoleResponse>")

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any


sandbox = Sandbox("--keys", "40")


def user(seconds, more=""):
    """A program with a profile m that has an MFA device, and the STS that goes with it."""
    sts = Security(sandbox, seconds)
    program = Program(AWS_ENDPOINT_URL=sts.endpoint, AWS_ENDPOINT_URL_STS=sts.endpoint + "/sts")
    folder = program.home.path / ".aws"
    folder.mkdir(mode=0o700)
    (folder / "config").write_text(
        "[profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = base-secret\n"
        f"[profile m]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = base\nregion = us-east-1\n"
        f"mfa_serial = {PHONE}\n"
        f"[profile plain]\nregion = us-east-1\naws_access_key_id = {sandbox.access}\n"
        f"aws_secret_access_key = {sandbox.secret}\n" + more)
    (folder / "config").chmod(0o600)
    return program, sts


def escape(screen):
    """Escape, and the time after which the next letter cannot be taken for a part of it."""
    screen.press("Escape")
    time.sleep(0.8)


def kept(program):
    """Everything that the program left in its folders, as bytes."""
    return b"".join(p.read_bytes() for f in (program.home.state.parent, program.home.config.parent, program.home.path / "tmp")
                    for p in f.rglob("*") if p.is_file())


def nothing_is_kept(name, program):
    left = kept(program)
    for word in (RIGHT, WRONG, sandbox.secret, SECRET, TOKEN, "base-secret"):
        check(f"{name}: {word[:4]}… is nowhere on the disk", word.encode() not in left, left[:2000])


@story("a wrong code, then the right one")
def _():
    program, sts = user(2550)
    screen = Screen(program, 80, 24)
    screen.start("--profile", "m", "--debug")
    screen.wait(re.escape(f"MFA code for m of {PHONE}"))
    screen.type(WRONG)
    shown = screen.wait(r"Code: •{6}")
    check("the code is not shown", WRONG not in shown, shown)
    screen.press("Enter")
    shown = screen.wait(r"AWS refuses the code: MultiFactorAuthentication failed")
    check("it fits the screen", re.search(r"enter send", shown), shown)
    screen.type("12ab")
    screen.wait(r"six digits, and nothing else")
    screen.press("C-u")
    screen.type(RIGHT)
    screen.press("Enter")
    screen.wait(r"40 of 40")
    shown = screen.wait(r"creds 4\dm")
    check("who calls is known", "123456789012" in shown.split("\n")[0] or "m ·" in shown.split("\n")[0], shown)
    equal("each code was sent once", sts.codes, [(PHONE, WRONG), (PHONE, RIGHT)])
    screen.type("8")
    screen.wait(r"After that +the code of the MFA device is asked for then")
    screen.type("q")
    screen.wait(r"READY>")
    log = program.home.state / "tollgate.log"
    check("there is a log", log.exists() and b"GetApiKeys" in log.read_bytes(), log)
    nothing_is_kept("after a day with a code", program)
    equal("the terminal is as before", screen.terminal_is_as_before(), "")
    screen.stop()


@story("no code is given; asked again; the end while it asks")
def _():
    program, sts = user(3000)
    screen = Screen(program, 80, 24)
    screen.start("--profile", "m")
    screen.wait(r"MFA code for m")
    screen.type("12")
    escape(screen)
    screen.wait(r"No code of the MFA device")
    screen.press("C-r")
    screen.wait(r"MFA code for m")
    check("nothing of the first try is left", "•" not in screen.text(), screen.text())
    screen.press("C-c")
    screen.wait(r"READY>")
    equal("the terminal is as before", screen.terminal_is_as_before(), "")
    equal("no code was sent", sts.codes, [])
    screen.start("--profile", "m")
    screen.wait(r"MFA code for m")
    child = screen.child()
    screen.tmux("run-shell", f"kill -TERM {child}")
    screen.wait(r"MFA code", absent=True)
    equal("after SIGTERM the terminal is as before", screen.terminal_is_as_before(), "")
    screen.stop()


@story("two regions of one profile share one code, and a context without it hides no other")
def _():
    program, sts = user(3000)
    program.home.config.mkdir(mode=0o700, exist_ok=True)
    (program.home.config / "config.yaml").write_text(
        "contexts:\n  - plain\n  - { profile: m, regions: [us-east-1, eu-west-1] }\n")
    screen = Screen(program, 120, 30)
    screen.start()
    screen.wait(r"MFA code for m")
    escape(screen)
    shown = screen.wait(r"40 of 40")
    check("a line says why", len(re.findall(r"No code of the MFA device", shown)) >= 2, shown)
    screen.wait(r"MFA code", absent=True)
    screen.press("C-r")
    screen.wait(r"MFA code for m")
    screen.type(RIGHT)
    screen.press("Enter")
    screen.wait(r"120 of 120")
    equal("one code for both regions", sts.codes, [(PHONE, RIGHT)])
    screen.press("G")
    screen.wait(r"eu-west-1 .*creds 4\dm")
    screen.type("8")
    screen.wait(r"in 4\d min")
    screen.type("q")
    screen.wait(r"READY>")
    nothing_is_kept("several contexts", program)
    screen.stop()


@story("credentials that end soon: a warning, the end, another code")
def _():
    program, sts = user(540)
    screen = Screen(program, 100, 24)
    screen.start("--profile", "m")
    screen.wait(r"MFA code for m")
    sts.seconds = 18
    screen.type(RIGHT)
    screen.press("Enter")
    screen.wait(r"end in 1 minute; the code of the MFA device is asked for then")
    screen.wait(r"creds 0m")
    screen.wait(r"40 of 40")
    screen.wait(r"creds over", seconds=40)
    sts.seconds = 3000
    screen.press("C-r")
    screen.wait(r"MFA code for m")
    screen.type(RIGHT)
    screen.press("Enter")
    screen.wait(r"creds 4\dm")
    screen.wait(r"40 of 40")
    screen.wait(r"not refreshed", absent=True)
    equal("one code each time", len(sts.codes), 2)
    screen.type(":messages")
    screen.press("Enter")
    shown = screen.wait(r"Messages")
    equal("warned of once", len(re.findall(r"end in 1 minute", shown)), 1, shown)
    screen.type("q")
    screen.wait(r"READY>")
    screen.stop()


checks.finish()
