"""Networks in trouble: what a server, a proxy or a portal may do to a request, each by a server of raw sockets.

What counts is what the user is left with: the exit code, one sentence that says what happened, how often was asked, and
that no change was made twice. The repetitions of each retry mode are counted beside botocore's.
"""

import gzip
import http.client
import json
import os
import re
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import threading
import urllib.parse
import zlib

import support
from support import ACCESS, SECRET, Checks, Home, Program, Sandbox

checks = Checks("networks in trouble")
TOKEN = "network/session+token=="
GOOD = b'{"item":[]}'


class Raw:
    """Reads whole requests and lets a function answer; closes the connection when that returns false.

    One that is blunt answers whatever comes.
    """

    def __init__(self, play, family=socket.AF_INET, tls=None, is_blunt=False):
        self.play, self.tls, self.is_blunt, self.requests = play, tls, is_blunt, []
        self.listener = socket.socket(family, socket.SOCK_STREAM)
        self.listener.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
        self.listener.listen(64)
        self.port = self.listener.getsockname()[1]
        host = "[::1]" if family == socket.AF_INET6 else "127.0.0.1"
        self.endpoint = f"{'https' if tls else 'http'}://{host}:{self.port}"
        self.ended = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()
        support._open.append(self)

    def _serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection):
        try:
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            if self.is_blunt:
                connection.recv(4096)
                self.play(self, connection, b"", b"")
                return
            file = connection.makefile("rb")
            while True:
                head = b""
                while not head.endswith(b"\r\n\r\n"):
                    line = file.readline()
                    if not line:
                        return
                    head += line
                length = re.search(rb"content-length: *(\d+)", head, re.I)
                body = file.read(int(length[1])) if length else b""
                self.requests.append((head, body))
                if not self.play(self, connection, head, body):
                    return
        except OSError:
            pass
        finally:
            # The descriptor stays open as long as the file made of it.
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            connection.close()

    @property
    def paths(self):
        return [head.split(b" ")[1].decode() for head, _ in self.requests]

    def stop(self):
        if self in support._open:
            support._open.remove(self)
        self.ended.set()
        self.listener.close()


def answer(body=b"", status="200 OK", length=None, **headers):
    """An answer as bytes."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
    headers.setdefault("Content_Type", "application/json")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def says(data, stays=False):
    """Plays bytes, and closes or stays."""
    def play(_server, connection, _head, _body):
        connection.sendall(data)
        return stays
    return play


def hangs(data=b""):
    def play(server, connection, _head, _body):
        connection.sendall(data)
        server.ended.wait(60)
        return False
    return play


def drips(server, connection, _head, _body):
    connection.sendall(answer(b"", length=100000))
    while not server.ended.wait(0.1):
        connection.sendall(b" ")
    return False


def resets(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def reset(_server, connection, _head, _body):
    resets(connection)
    return False


def reset_within(_server, connection, _head, _body):
    connection.sendall(answer(b'{"item":[', length=5000))
    resets(connection)
    return False


def endless(_server, connection, _head, _body):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + b'{"item":[')
    piece = b'{"id":"a"},' * 6000
    while True:
        connection.sendall(piece)


def variables(endpoint):
    return dict(AWS_ENDPOINT_URL=endpoint, AWS_ACCESS_KEY_ID=ACCESS, AWS_SECRET_ACCESS_KEY=SECRET,
                AWS_SESSION_TOKEN=TOKEN, AWS_REGION="us-east-1")


def program(endpoint, seconds=2, connect=1, **extra):
    """The program with short time-outs; that for connections is the shorter one, as it is by default."""
    home = Home()
    home.config.mkdir(mode=0o700)
    (home.config / "config.yaml").write_text(f"timeouts: {{ connect: {connect}, answer: {seconds} }}\n")
    return Program(home=home, **{**variables(endpoint), **extra})


def clean(name, result):
    """No secret and no crash in what was written."""
    written = result.out + result.err
    checks.check(f"{name}: no secret", not any(x in written for x in (SECRET, TOKEN, "hidden-pass")), result)
    checks.check(f"{name}: ended by itself", isinstance(result.code, int) and 0 <= result.code < 128, result)


def expect(name, result, code, *words):
    checks.exits(name, result, code, *words)
    if code:
        checks.sentence(name, result)
    clean(name, result)


# -- A read ----------------------------------------------------------------------------------------------------------

PORTAL = b"<!DOCTYPE html><html><body>Welcome to Hotel Wi-Fi</body></html>"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n"
PACKED = gzip.compress(GOOD)
MOVED = "elsewhere.example"

# name, what the server plays, exit code, sendings, words
READS = [
    ("reset before answering", reset, 75, 3, "closed the connection before GetApiKeys was answered"),
    ("closed before answering", says(b""), 75, 3, "closed the connection before GetApiKeys was answered"),
    ("reset in the middle", reset_within, 75, 3, "closed the connection in the middle of the answer"),
    ("half a Content-Length", says(answer(b'{"item":[', length=5000)), 75, 3, "in the middle of the answer"),
    ("half a chunked body", says(CHUNKED + b"5\r\n{\"ite\r\n"), 75, 3, "in the middle of the answer"),
    ("rubbish for a chunk's length", says(CHUNKED + b"zz\r\n{}\r\n0\r\n\r\n"), 1, 1, "not HTTP"),
    ("silence", hangs(), 75, 3, "did not answer GetApiKeys within 1 s"),
    ("silence in the body", hangs(answer(b'{"item":[', length=5000)), 75, 3, "did not complete its answer to GetApiKeys within 1 s"),
    ("a drip", drips, 75, 3, "did not complete its answer to GetApiKeys within 1 s"),
    ("gzip", says(answer(PACKED, Content_Encoding="gzip")), 0, 1, ""),
    ("deflate", says(answer(zlib.compress(GOOD), Content_Encoding="deflate")), 0, 1, ""),
    ("broken gzip", says(answer(b"\x1f\x8b" + b"x" * 40, Content_Encoding="gzip")), 1, 1, "cannot be unpacked"),
    ("gzip that is none", says(answer(GOOD, Content_Encoding="gzip")), 1, 1, "cannot be unpacked"),
    ("a bomb of zeros", says(answer(gzip.compress(b" " * (200 << 20)), Content_Encoding="gzip")), 1, 1, "too large"),
    ("a portal's page", says(answer(PORTAL, Content_Type="text/html")), 1, 1, "web page", "proxy|portal"),
    ("HTTP/1.0 until it closes", says(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + GOOD), 0, 1, ""),
    ("HTTP/0.9", says(b"<html>hello</html>"), 1, 1, "not HTTP"),
    ("nothing of HTTP", says(b"SSH-2.0-OpenSSH_9.6\r\n"), 1, 1, "not HTTP"),
    ("100 Continue first", says(b"HTTP/1.1 100 Continue\r\n\r\n" + answer(GOOD)), 0, 1, ""),
    ("a header without end", says(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * (1 << 20)), 1, 1, "header|not HTTP"),
    ("a gigabyte announced", says(answer(b'{"item":[', length=1 << 30)), 1, 1, "too large"),
    ("no end", endless, 1, 1, "too large"),
    ("broken JSON", says(answer(b'{"item":[{"id":}]}')), 1, 1, "broken JSON"),
    ("half a JSON", says(answer(b'{"item":[{"id":"a"')), 1, 1, "ends in the middle"),
    ("a list of the wrong kind", says(answer(b'{"item":"none"}')), 1, 1, "unexpected type"),
    ("an array", says(answer(b'[1,2]')), 1, 1, "unexpected type"),
    ("somebody else's JSON", says(answer(b'{"hello":"world"}')), 1, 1, "“item”"),
    ("an entry without an id", says(answer(b'{"item":[{"name":"a"}]}')), 1, 1, "“id”"),
    ("no body", says(answer(b"")), 1, 1, "no body"),
    ("204", says(b"HTTP/1.1 204 No Content\r\n\r\n"), 1, 1, "no body"),
    ("UTF-16", says(answer(GOOD.decode().encode("utf-16"))), 1, 1, "not JSON"),
    ("a byte order mark", says(answer(b"\xef\xbb\xbf" + GOOD)), 0, 1, ""),
    ("301", says(answer(b"", "301 Moved Permanently", Location=f"https://{MOVED}/x")), 1, 1, MOVED, "not followed"),
    ("302", says(answer(PORTAL, "302 Found", Location=f"http://{MOVED}/login")), 1, 1, MOVED, "not followed"),
    ("307", says(answer(b"", "307 Temporary Redirect", Location=f"https://{MOVED}/")), 1, 1, MOVED, "not followed"),
    ("308 to nowhere", says(answer(b"", "308 Permanent Redirect")), 1, 1, "308", "not followed"),
    ("407", says(answer(PORTAL, "407 Proxy Authentication Required")), 69, 1, "proxy", "name and a password"),
    ("400 with a page", says(answer(PORTAL, "400 Bad Request")), 1, 1, "status 400", "web page"),
    ("500 with a page", says(answer(PORTAL, "500 Internal Server Error")), 75, 3, "status 500", "web page"),
    ("502 with a page", says(answer(PORTAL, "502 Bad Gateway")), 75, 3, "status 502"),
    ("503 with a page", says(answer(PORTAL, "503 Service Unavailable")), 75, 3, "status 503"),
    ("504 with a page", says(answer(PORTAL, "504 Gateway Timeout")), 75, 3, "status 504"),
    ("500 empty", says(answer(b"", "500 Internal Server Error")), 75, 3, "500"),
]


def read(case):
    name, play, code, sendings, *words = case
    server = Raw(play)
    p = program(server.endpoint, seconds=1 if "1 s" in words[0] else 10)
    result = p.json("keys", "list") if code == 0 else p.run("keys", "list")
    expect(name, result, code, *[w for w in words if w])
    checks.equal(f"{name}: sendings", len([x for x in server.paths if x.startswith("/apikeys")]), sendings, result)
    if code == 0:
        checks.equal(f"{name}: the list", result.json, [], result)
    server.stop()


def all_at_once(work, cases):
    """Several at a time: most of them wait."""
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(6) as pool:
        for _ in pool.map(work, cases):
            pass


def throttled():
    body = b'{"message":"Too Many Requests"}'
    for name, headers, low, high in (("429", {}, 0, 30), ("429 with Retry-After", {"Retry_After": "1"}, 1, 30),
                                     ("429 with an hour", {"Retry_After": "3600"}, 0, 10)):
        server = Raw(says(answer(body, "429 Too Many Requests", x_amzn_ErrorType="TooManyRequestsException", **headers)))
        result = program(server.endpoint, AWS_MAX_ATTEMPTS="2").run("keys", "list", "--debug")
        checks.exits(name, result, 75, "fewer requests", "slowedTo=")
        clean(name, result)
        checks.check(f"{name}: waited as told", low <= result.seconds <= high, result.seconds)
        checks.equal(f"{name}: sendings", len(server.requests), 1 if "hour" in name else 2, result)
        server.stop()


def nobody():
    port = support.free_port()
    expect("nobody listens", program(f"http://127.0.0.1:{port}").run("keys", "list"), 69, "refused")
    result = program("https://tollgate.invalid").run("keys", "list")
    expect("a name that does not exist", result, 69, "tollgate.invalid", "name cannot be resolved")
    if socket.has_ipv6:
        try:
            server = Raw(says(answer(GOOD)), family=socket.AF_INET6)
        except OSError:
            print("SKIPPED: IPv6, since ::1 is not there")
            return
        result = program(server.endpoint).json("keys", "list")
        expect("IPv6", result, 0)
        checks.check("IPv6: the host is in brackets", f"host: [::1]:{server.port}" in
                     server.requests[0][0].decode().lower(), server.requests)
        server.stop()


def memory():
    """Bodies that do not end are given up with little memory taken."""
    for name, play in (("no end", endless), ("a bomb", says(answer(gzip.compress(b" " * (300 << 20)),
                                                                  Content_Encoding="gzip")))):
        server = Raw(play)
        p = program(server.endpoint, seconds=30, connect=5)
        child = subprocess.Popen([support.BINARY, "keys", "list"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                 env=p.home.environment(**p.variables))
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        checks.equal(f"memory, {name}: exit code", child.returncode, 1)
        checks.check(f"memory, {name}: under 400 MB", usage.ru_maxrss < 400 << 10, usage.ru_maxrss)
        server.stop()


# -- Proxies ---------------------------------------------------------------------------------------------------------

def proxies():
    far = "tollgate.invalid"
    for name, play, code, sendings, *words in (
            ("a proxy that wants a password", says(answer(PORTAL, "407 Proxy Authentication Required")), 69, 1,
             "name and a password"),
            ("a proxy that refuses", says(answer(PORTAL, "403 Forbidden")), 69, 1, "refuses to connect"),
            ("a proxy in trouble", says(answer(PORTAL, "502 Bad Gateway")), 69, 1, "refuses to connect"),
            ("a proxy that hangs up", says(b""), 75, 3, "proxy"),
            ("a proxy that says nothing", hangs(), 69, None, "the proxy does not answer")):
        server = Raw(play)
        where = f"127.0.0.1:{server.port}"
        result = program(f"https://{far}", seconds=10, HTTPS_PROXY=f"http://me:hidden-pass@{where}").run("keys", "list")
        expect(name, result, code, where, *words)
        if sendings:
            checks.equal(f"{name}: sendings", len(server.requests), sendings, result)
        checks.check(f"{name}: nothing signed reached it", not any(b"AWS4-HMAC" in h for h, _ in server.requests),
                     server.requests)
        server.stop()
    port = support.free_port()
    result = program(f"https://{far}", HTTPS_PROXY=f"http://127.0.0.1:{port}").run("keys", "list")
    expect("no proxy there", result, 69, f"proxy 127.0.0.1:{port}", "refused")
    server = Raw(says(answer(b"", "407 Proxy Authentication Required")))
    result = program(f"http://{far}", HTTP_PROXY=f"http://127.0.0.1:{server.port}").run(
        "keys", "list", "--insecure-endpoint")
    expect("407 without a tunnel", result, 69, "name and a password")
    checks.equal("407 without a tunnel: sendings", len(server.requests), 1)
    server.stop()


# -- TLS -------------------------------------------------------------------------------------------------------------

def certificates():
    if shutil.which("openssl") is None:
        print("SKIPPED: TLS, since openssl is not installed")
        return
    home = Home()

    def openssl(*words):
        subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=home.path)

    def key(name):
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")

    key("ca")
    openssl("req", "-x509", "-new", "-key", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=test ca",
            "-addext", "basicConstraints=critical,CA:TRUE")
    (home.path / "ca.cnf").write_text(
        "[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\n"
        "copy_extensions=copy\nunique_subject=no\n[p]\ncommonName=supplied\n")
    (home.path / "index.txt").write_text("")
    (home.path / "serial").write_text("01\n")

    def context(name, alternative, start="20250101000000Z", end="20490101000000Z"):
        key(name)
        openssl("req", "-new", "-key", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}",
                "-addext", f"subjectAltName={alternative}")
        openssl("ca", "-batch", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-in", f"{name}.csr",
                "-out", f"{name}.pem", "-startdate", start, "-enddate", end, "-notext")
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(home.path / f"{name}.pem", home.path / f"{name}.key")
        return made

    trusted = str(home.path / "ca.pem")
    good = context("good", "DNS:localhost,IP:127.0.0.1")
    for name, tls, host, bundle, code, *words in (
            ("TLS, right by address", good, "127.0.0.1", trusted, 0),
            ("TLS, right by name", good, "localhost", trusted, 0),
            ("TLS, an unknown issuer", good, "127.0.0.1", None, 69, "not trusted", "AWS_CA_BUNDLE"),
            ("TLS, expired", context("expired", "IP:127.0.0.1", "20250101000000Z", "20250102000000Z"), "127.0.0.1",
             trusted, 69, "expired", "clock"),
            ("TLS, not yet valid", context("early", "IP:127.0.0.1", "20480101000000Z"), "127.0.0.1", trusted, 69,
             "expired or not valid yet", "clock"),
            ("TLS, for another name", context("other", "DNS:other.example"), "localhost", trusted, 69,
             "for another name"),
            ("TLS, for another address", context("name", "DNS:localhost"), "127.0.0.1", trusted, 69,
             "for another name")):
        server = Raw(says(answer(GOOD)), tls=tls)
        p = program(f"https://{host}:{server.port}", AWS_CA_BUNDLE=bundle)
        result = p.json("keys", "list") if code == 0 else p.run("keys", "list")
        expect(name, result, code, *words)
        checks.equal(f"{name}: requests that came through", len(server.requests), 1 if code == 0 else 0, result)
        server.stop()
    for name, play, *words in (("plain http where TLS is spoken", says(answer(b"", "400 Bad Request")), "not speak TLS"),
                               ("a hang in the handshake", hangs(), "no TLS handshake in time")):
        plain = Raw(play, is_blunt=True)
        result = program(f"https://127.0.0.1:{plain.port}", seconds=10).run("keys", "list", AWS_MAX_ATTEMPTS="2")
        expect(name, result, 69, *words)
        plain.stop()


# -- Changes ---------------------------------------------------------------------------------------------------------

class Breaker(Raw):
    """Passes requests on to a sandbox; the first one of a method is broken, before or after it was passed on."""

    def __init__(self, sandbox, method, acts, broken):
        self.upstream = urllib.parse.urlsplit(sandbox.endpoint)
        self.method, self.acts, self.broken, self.is_done = method, acts, broken, False
        super().__init__(self._pass)

    def _pass(self, server, connection, head, body):
        method, path = head.split(b" ")[:2]
        breaks = method == self.method and not self.is_done
        self.is_done = self.is_done or breaks
        if not breaks or self.acts:
            up = http.client.HTTPConnection(self.upstream.hostname, self.upstream.port, timeout=30)
            headers = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:] if line)
            up.request(method.decode(), path.decode(), body or None,
                       {k.decode(): v.decode() for k, v in headers.items()})
            got = up.getresponse()
            data = got.read()
            if not breaks:
                kept = {k.replace("-", "_"): v for k, v in got.getheaders()
                        if k.lower() not in ("content-length", "transfer-encoding", "connection")}
                connection.sendall(answer(data, f"{got.status} {got.reason}", **kept))
                return True
        return self.broken(server, connection, head, body)


FAULTS = [
    ("reset", reset), ("closed", says(b"")), ("silence", hangs()), ("half the answer", says(answer(b'{"id"', length=900))),
    ("a page", says(answer(PORTAL))), ("nothing of HTTP", says(b"SSH-2.0-x\r\n")), ("no body", says(answer(b""))),
    ("broken gzip", says(answer(b"\x1f\x8b" + b"x" * 40, Content_Encoding="gzip"))),
    ("a redirect", says(answer(b"", "302 Found", Location=f"https://{MOVED}/"))),
    ("500 with a page", says(answer(PORTAL, "500 Internal Server Error"))),
    ("503", says(answer(b'{"message":"x"}', "503 Service Unavailable"))),
]
UNSURE = r"unknown|may have been|may be there|not known|whether"


def changes():
    sandbox = Sandbox("--keys", "5", "--plans", "2", "--unlimited")
    straight = Program(sandbox)

    def named(name):
        return [k for k in straight.json("keys", "list").json if k["name"] == name]

    def one(case):
        number, (fault, broken), acts = case
        title = f"{fault}, {'after the server acted' if acts else 'before the server acted'}"
        breaker = Breaker(sandbox, b"POST", acts, broken)
        name = f"network-{number}"
        own = dict(AWS_ACCESS_KEY_ID=sandbox.access, AWS_SECRET_ACCESS_KEY=sandbox.secret, AWS_SESSION_TOKEN="")
        result = program(breaker.endpoint, **own).run("keys", "create", "--name", name, "--output", "json")
        clean(f"create, {title}", result)
        found = named(name)
        checks.check(f"create, {title}: never two keys", len(found) <= 1, (found, result))
        if result.code == 0:
            checks.equal(f"create, {title}: done means one key", len(found), 1, result)
        else:
            checks.sentence(f"create, {title}", result)
            checks.check(f"create, {title}: a key that is left is said", not found or
                         re.search(UNSURE + "|" + found[0]["id"], result.err), (found, result))
        breaker.stop()

        target = straight.json("keys", "create", "--name", f"target-{number}").json["id"]
        breaker = Breaker(sandbox, b"PATCH", acts, broken)
        result = program(breaker.endpoint, **own).run("keys", "disable", target, "--yes", "--output", "json")
        clean(f"disable, {title}", result)
        enabled = straight.json("keys", "show", target).json["enabled"]
        if result.code == 0:
            checks.equal(f"disable, {title}: done means disabled", enabled, False, result)
        else:
            checks.check(f"disable, {title}: still enabled, or it is said that nobody knows", enabled or
                         re.search(UNSURE, result.err), result)
        breaker.stop()

    cases = [(2 * n + acts, fault, bool(acts)) for n, fault in enumerate(FAULTS) for acts in (0, 1)]
    all_at_once(one, cases)
    sandbox.stop()


# -- Retry modes -----------------------------------------------------------------------------------------------------

BOTOCORE = """
import botocore.session, botocore.exceptions, sys
client = botocore.session.get_session().create_client("apigateway", endpoint_url=sys.argv[1], region_name="us-east-1")
try:
    client.get_api_keys()
except botocore.exceptions.ClientError:
    pass
"""


def modes():
    fault = answer(b'{"message":"a fault"}', "500 Internal Server Error", x_amzn_ErrorType="InternalFailure")

    def count(mode):
        name, settings, own = mode
        ours, theirs = Raw(says(fault)), Raw(says(fault))
        result = program(ours.endpoint, **settings).run("keys", "list")
        checks.exits(f"mode, {name}", result, 75)
        if own is not None:
            checks.equal(f"mode, {name}: sendings", len(ours.requests), own, result)
        else:
            home = Home()
            subprocess.run([sys.executable, "-c", BOTOCORE, theirs.endpoint],
                           env=home.environment(**variables(theirs.endpoint), **settings), check=True, timeout=120)
            checks.equal(f"mode, {name}: sendings as botocore's", len(ours.requests), len(theirs.requests), result)
            checks.check(f"mode, {name}: several or one as set", len(theirs.requests) > 0, theirs.requests)
        ours.stop()
        theirs.stop()

    all_at_once(count, [
        ("none", {}, 3),
        ("legacy", {"AWS_RETRY_MODE": "legacy"}, None), ("standard", {"AWS_RETRY_MODE": "standard"}, None),
        ("adaptive", {"AWS_RETRY_MODE": "adaptive"}, None), ("of 2026", {"AWS_NEW_RETRIES_2026": "true"}, None),
        ("legacy in 2026", {"AWS_RETRY_MODE": "legacy", "AWS_NEW_RETRIES_2026": "true"}, None),
        ("standard, twice", {"AWS_RETRY_MODE": "standard", "AWS_MAX_ATTEMPTS": "2"}, None),
        ("legacy, twice", {"AWS_RETRY_MODE": "legacy", "AWS_MAX_ATTEMPTS": "2"}, None),
        ("once", {"AWS_MAX_ATTEMPTS": "1"}, None), ("four times", {"AWS_MAX_ATTEMPTS": "4"}, 4),
    ])


def main():
    all_at_once(read, READS)
    throttled()
    nobody()
    memory()
    proxies()
    certificates()
    changes()
    modes()
    checks.finish()


if __name__ == "__main__":
    main()
