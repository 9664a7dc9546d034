"""What goes wrong with an account before anything is asked: plain http, MFA, open files, clocks, certificates.

A server on loopback plays STS and API Gateway, once over plain http and once with a certificate that nobody knows.
"""

import datetime
import email.utils
import http.server
import os
import pathlib
import pty
import select
import shutil
import signal
import ssl
import subprocess
import threading
import time
import urllib.parse

import support
from support import Checks, Home, Program

checks = Checks("trouble with an account")
KEYS = {"AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "env-secret", "AWS_REGION": "us-east-1"}


class Server(http.server.ThreadingHTTPServer):
    """Answers with an empty list; refuses signatures that are more than five minutes from its own time."""

    daemon_threads = True

    def __init__(self, ahead=0, tls=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.ahead, self.asked = ahead, []
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.origin = "%s://127.0.0.1:%d" % ("https" if tls else "http", self.server_port)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        """A client that does not trust the certificate hangs up."""


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def date_time_string(self, timestamp=None):
        return email.utils.formatdate(time.time() + self.server.ahead, usegmt=True)

    def answer(self, status, body, kind="application/json", code=None):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if code:
            self.send_header("X-Amzn-ErrorType", code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        signed = datetime.datetime.strptime(self.headers["x-amz-date"], "%Y%m%dT%H%M%SZ")
        signed = signed.replace(tzinfo=datetime.timezone.utc).timestamp()
        self.server.asked.append((self.path, body))
        if abs(signed - time.time() - self.server.ahead) > 300:
            return self.answer(403, '{"message":"Signature expired"}', code="InvalidSignatureException")
        if self.path.startswith("/sts"):
            code = dict(urllib.parse.parse_qsl(body)).get("TokenCode")
            if code != "123456":
                return self.answer(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>MultiFactorAuthentication "
                                        "failed with invalid MFA one time pass code. </Message></Error></ErrorResponse>",
                                   "text/xml")
            end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
            return self.answer(
                200, "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAMFA</AccessKeyId>"
                     "<SecretAccessKey>role-secret</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
                     f"{end:%Y-%m-%dT%H:%M:%SZ}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>",
                "text/xml")
        self.answer(200, '{"item":[]}')

    do_GET = do_POST = handle_any


def plain_http():
    p = Program(**KEYS)
    far = "http://tollgate.invalid:9"
    result = p.run("keys", "list", "--endpoint-url", far)
    checks.exits("plain http elsewhere", result, 64, "--insecure-endpoint", "plain http")
    checks.sentence("plain http elsewhere", result)
    result = p.run("keys", "list", "--endpoint-url", far, "--insecure-endpoint", AWS_MAX_ATTEMPTS="1")
    checks.exits("plain http elsewhere, allowed", result, 69, "cannot be reached")


def on_terminal(words, environment, waits_for, typed):
    """Runs the program with a terminal as stdin and stderr; returns its code and what the terminal showed."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen([support.BINARY, *words], stdin=theirs, stderr=theirs, stdout=subprocess.DEVNULL,
                             env=environment, start_new_session=True)
    os.close(theirs)
    seen, is_typed, end = b"", False, time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                seen += os.read(ours, 65536)
            except OSError:
                break
        elif child.poll() is not None:
            break
        if not is_typed and waits_for.encode() in seen:
            time.sleep(0.3)
            os.write(ours, typed.encode())
            is_typed = True
    os.close(ours)
    try:
        return child.wait(10), seen.decode()
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait(), seen.decode()


def mfa(server):
    home = Home()
    (home.path / ".aws").mkdir()
    (home.path / ".aws/config").write_text(
        "[profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = base-secret\n"
        "[profile m]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = base\nregion = us-east-1\n"
        "mfa_serial = arn:aws:iam::1:mfa/phone\n")
    p = Program(home=home, AWS_ENDPOINT_URL=server.origin, AWS_ENDPOINT_URL_STS=server.origin + "/sts")
    result = p.run("keys", "list", "--profile", "m")
    checks.exits("MFA without a terminal", result, 77, "arn:aws:iam::1:mfa/phone", "in a terminal")
    checks.sentence("MFA without a terminal", result)
    words, environment = ("keys", "list", "--profile", "m"), home.environment(**p.variables)
    code, seen = on_terminal(words, environment, "mfa/phone: ", "123456\n")
    checks.equal("MFA on a terminal: exit code", code, 0, seen)
    checks.check("MFA on a terminal: the code is not shown", "123456" not in seen, seen)
    server.asked.clear()
    code, seen = on_terminal((*words, "--region", "us-east-1", "--region", "eu-west-1"), environment, "mfa/phone: ", "123456\n")
    checks.equal("MFA for two regions: exit code", code, 0, seen)
    checks.equal("MFA for two regions: one question", seen.count("mfa/phone: "), 1, seen)
    checks.equal("MFA for two regions: one code", sum("TokenCode" in body for _, body in server.asked), 1, server.asked)
    code, seen = on_terminal(words, environment, "mfa/phone: ", "654321\n")
    checks.equal("a wrong code: exit code", code, 77, seen)
    checks.check("a wrong code: said so", "invalid MFA" in seen and "654321" not in seen, seen)
    code, seen = on_terminal(words, environment, "mfa/phone: ", "hello\n")
    checks.equal("no code at all: exit code", code, 77, seen)
    checks.check("no code at all: said so", "six digits" in seen and "hello" not in seen, seen)
    code, seen = on_terminal(words, environment, "mfa/phone: ", "\n")
    checks.equal("an empty line: exit code", code, 77, seen)


def open_file(server):
    home = Home()
    (home.path / ".aws").mkdir()
    file = home.path / ".aws/credentials"
    file.write_text("[default]\naws_access_key_id = AKIDFILE\naws_secret_access_key = file-secret\n")
    p = Program(home=home, AWS_ENDPOINT_URL=server.origin, AWS_REGION="us-east-1")
    for mode, words in ((0o644, 1), (0o600, 0)):
        file.chmod(mode)
        result = p.run("keys", "list", "-o", "json")
        checks.exits(f"credentials file {mode:o}", result, 0)
        checks.equal(f"credentials file {mode:o}: warned of once", result.err.count("chmod 600"), words, result)


def clocks():
    for ahead, word in ((420, "7 min slow"), (-420, "7 min fast")):
        server = Server(ahead)
        result = Program(AWS_ENDPOINT_URL=server.origin, **KEYS).run("keys", "list", "-o", "json")
        checks.exits(f"a clock {word}", result, 0, f"clock is {word}; requests are signed with the server's time")
        checks.equal(f"a clock {word}: two requests", len(server.asked), 2)
        server.shutdown()


def certificates():
    if shutil.which("openssl") is None:
        print("SKIPPED: certificates, since openssl is not installed")
        return
    home = Home()
    key, certificate = home.path / "key.pem", home.path / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=loopback",
                    "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = Server(tls=context)
    p = Program(home=home, AWS_ENDPOINT_URL=server.origin, **KEYS)
    checks.exits("a certificate that nobody knows", p.run("keys", "list"), 69, "not trusted", "AWS_CA_BUNDLE")
    checks.equal("a certificate that nobody knows: nothing was sent", server.asked, [])
    result = p.run("keys", "list", "-o", "json", AWS_CA_BUNDLE=str(certificate))
    checks.exits("AWS_CA_BUNDLE", result, 0)
    checks.equal("AWS_CA_BUNDLE: asked", [path.split("?")[0] for path, _ in server.asked], ["/apikeys"])
    (home.path / ".aws").mkdir()
    (home.path / ".aws/config").write_text(f"[default]\nca_bundle = {certificate}\n")
    checks.exits("ca_bundle", p.run("keys", "list", "-o", "json"), 0)
    result = p.run("keys", "list", AWS_CA_BUNDLE=str(key))
    checks.exits("a bundle without certificates", result, 64, "AWS_CA_BUNDLE names", "holds no certificates")
    checks.sentence("a bundle without certificates", result)
    server.shutdown()


def runs(number):
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        status = pathlib.Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def hanging_process():
    """Whoever is interrupted while a credential_process hangs is let go at once, and the process is ended."""
    home = Home()
    (home.path / ".aws").mkdir()
    tool, pid = home.path / "tool", home.path / "pid"
    tool.write_text(f"#!/bin/sh\necho $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 300\n")
    tool.chmod(0o700)
    (home.path / ".aws/config").write_text(f"[profile p]\nregion = us-east-1\ncredential_process = {tool}\n")
    for how, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        child = subprocess.Popen([support.BINARY, "keys", "list", "--profile", "p"], env=home.environment(),
                                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        support.wait_for("the credential_process", pid.exists)
        number = int(pid.read_text())
        pid.unlink()
        child.send_signal(how)
        try:
            checks.equal(f"a hanging credential_process, {how.name}: exit code", child.wait(15), code)
        except subprocess.TimeoutExpired:
            checks.check(f"a hanging credential_process, {how.name}: it ended", False)
            child.kill()
            child.wait()
        # It is asked to end before the program ends, and may take a moment longer.
        until = time.monotonic() + 10
        while runs(number) and time.monotonic() < until:
            time.sleep(0.02)
        gone = not runs(number)
        checks.check(f"a hanging credential_process, {how.name}: the process is gone", gone)
        if not gone:
            os.kill(number, signal.SIGKILL)


def main():
    server = Server()
    plain_http()
    mfa(server)
    open_file(server)
    clocks()
    certificates()
    hanging_process()
    server.shutdown()
    checks.finish()


if __name__ == "__main__":
    main()
