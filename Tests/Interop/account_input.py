"""Wrong input about the account: profiles, files, settings, programs, tokens. Each is one clear sentence and the right exit
code; no secret is said, nothing crashes, and nothing waits for what is not there.
"""

import concurrent.futures
import http.server
import json
import os
import socket
import threading
import urllib.parse

from support import Checks, Home, Program

checks = Checks("wrong input about the account")
SECRETS = ("base-secret", "env-secret", "file.token.value", "hidden-word", "pass-word", "proc-secret")
BASE = "[profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = base-secret\nregion = us-east-1\n"
ROLE = BASE + "[profile r]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = base\n"
KEYS = {"AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "env-secret", "AWS_REGION": "us-east-1"}
PAST = "2020-01-01T00:00:00Z"


class Server(http.server.ThreadingHTTPServer):
    """Plays STS, which refuses what the role's name says, and API Gateway, which has no keys."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        self.origin = "http://127.0.0.1:%d" % self.server_port
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, kind="text/xml"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def error(self, status, code, message):
        self.answer(status, f"<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>")

    def handle_any(self):
        body = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()))
        self.server.asked.append(self.path)
        if not self.path.startswith("/sts"):
            return self.answer(200, '{"item":[]}', "application/json")
        if body["Action"] == "AssumeRoleWithWebIdentity":
            return self.error(400, "ExpiredTokenException", "Token expired: current date/time must be before the expiration")
        if "DurationSeconds" in body:
            return self.error(400, "ValidationError", "1 validation error detected: Value '%s' at 'durationSeconds' failed to "
                              "satisfy constraint: Member must have value greater than or equal to 900"
                              % body["DurationSeconds"])
        self.error(403, "AccessDenied", "User: arn:aws:iam::1:user/me is not authorized to perform: sts:AssumeRole on "
                                        "resource: arn:aws:iam::1:role/x")

    do_GET = do_POST = do_PUT = handle_any


def cases(home, server):
    """Name, config file, credentials file, variables, options, exit code, words of the answer."""
    p = lambda name: ["--profile", name]
    process = lambda words: f"[profile p]\nregion = us-east-1\ncredential_process = {words}\n"
    good = {"Version": 1, "AccessKeyId": "AKIDPROC", "SecretAccessKey": "proc-secret", "SessionToken": "t"}
    tool = home.path / "tool"
    tool.write_text("#!/bin/sh\ncase $1 in\nrubbish) echo 'hidden-word {';;\nfails) echo hidden-word >&2; exit 3;;\n"
                    "much) yes hidden-word;;\ncloses) exec >&-; exec sleep 600;;\nhangs) exec sleep 600;;\n"
                    f"old) echo '{json.dumps({**good, 'Expiration': PAST})}';;\nesac\n")
    tool.chmod(0o700)
    many = "".join(f"[profile team-{n}]\nregion = us-east-1\n" for n in range(40))

    yield "a profile that is not there", BASE, "", {}, p("nope"), 77, ["There is no profile nope; there are base"]
    yield "a profile that is nearly there", BASE, "", {}, p("bsae"), 77, ["is it base"]
    yield "AWS_PROFILE nearly there", BASE, "", {"AWS_PROFILE": "Base"}, [], 77, ["is it base"]
    yield "one of many profiles", many, "", {}, p("x"), 77, ["team-0", "and 32 more"]
    yield "no profile at all", "", "", {}, p("x"), 77, ["hold no profile"]
    yield "a role loop", "[profile a]\nrole_arn = arn:a\nsource_profile = b\n[profile b]\nrole_arn = arn:b\n" \
          "source_profile = a\n", "", {}, p("a"), 77, ["circle", "a takes from b takes from a"]
    yield "two sources", ROLE + "credential_source = Environment\n", "", {}, p("r"), 77, ["both", "keep one"]
    yield "a source that is not there", ROLE.replace("= base", "= gone"), "", {}, p("r"), 77, ["gone, which does not exist"]
    yield "a role that is refused", ROLE, "", {}, p("r"), 77, ["may not sts:AssumeRole", "arn:aws:iam::1:role/x"]
    yield "a duration out of range", ROLE + "duration_seconds = 5\n", "", {}, p("r"), 77, ["durationSeconds", "role/x"]
    yield "web identity without a file", "", "", {"AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere/token", "AWS_ROLE_ARN": "arn:w"}, [], \
          77, ["/nowhere/token"]
    yield "web identity with an empty file", "", "", {"AWS_WEB_IDENTITY_TOKEN_FILE": "{H}/empty", "AWS_ROLE_ARN": "arn:w"}, [], \
          77, ["is empty"]
    yield "web identity's token has ended", "", "", {"AWS_WEB_IDENTITY_TOKEN_FILE": "{H}/token", "AWS_ROLE_ARN": "arn:w"}, [], \
          77, ["web identity token", "Token expired"]
    sso = "[profile s]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\nregion = us-east-1\n"
    corp = "[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.example/start\n"
    yield "a session of Identity Center that has ended", sso + corp, "", {}, p("s"), 77, [r"aws sso login --profile s\b"]
    yield "the same of a profile with a space", (sso + corp).replace("profile s", "profile my s"), "", {}, p("my s"), 77, \
          ["aws sso login --profile 'my s'"]
    yield "a session that is not there", sso, "", {}, p("s"), 77, ["sso-session corp, which does not exist"]
    yield "not logged in", "[profile l]\nlogin_session = arn:x\nregion = us-east-1\n", "", {}, p("l"), 77, \
          [r"aws login --profile l\b"]
    for word, said in (("rubbish", "printed no JSON"), ("fails", "ended with code 3"), ("much", "more than 64 KiB"),
                       ("hangs", "within 60 seconds"), ("closes", "within 60 seconds"), ("old", "have expired")):
        yield f"a program that is {word}", process(f"{tool} {word}"), "", {}, p("p"), 77, [said]
    yield "a program that is not there", process("/nowhere/tool"), "", {}, p("p"), 77, ["/nowhere/tool is not there"]
    yield "a program with an open quote", process("'/tool"), "", {}, p("p"), 77, ["quote"]
    for word in ("us east 1", "US-EAST-1", "-", "us-east-1-", "us-east-1.example.org/x", "ü"):
        yield f"the region {word!r}", "", "", KEYS, ["--region", word], 64, ["is not the name of a region", "eu-west-1"]
    yield "no region", "", "", {**KEYS, "AWS_REGION": ""}, [], 64, ["No region is given", "--region or AWS_REGION"]
    yield "a region that nobody has", "", "", {**KEYS, "AWS_ENDPOINT_URL_API_GATEWAY": "", "AWS_MAX_ATTEMPTS": "1"}, \
          ["--region", "xx-nowhere-9"], 69, ["apigateway.xx-nowhere-9.amazonaws.com cannot be reached", "region"]
    for name, text, line in (("no equals sign", BASE + "hidden-word\n", 5), ("an open bracket", BASE + "[profile x\n", 5),
                             ("before any section", "a = hidden-word\n", 1)):
        yield f"config: {name}", text, "", {}, p("base"), 64, [f"Line {line} of ~/.aws/config", "AWS_CONFIG_FILE"]
    yield "credentials: no equals sign", "", "[default]\nhidden-word\n", {"AWS_REGION": "us-east-1"}, [], 64, \
          ["Line 2 of ~/.aws/credentials"]
    yield "config is a folder", "", "", {"AWS_CONFIG_FILE": "{H}/folder"}, p("base"), 64, ["folder cannot be read"]
    yield "config is far too large", BASE + "# hidden-word\n" * 750_000, "", {}, p("base"), 64, ["more than 4 MiB"]
    yield "config with a mark of the encoding", "\ufeff" + BASE, "", {}, p("base"), 0, []
    yield "config with lines of Windows", BASE.replace("\n", "\r\n"), "", {}, p("base"), 0, []
    yield "config that is not UTF-8", BASE.encode() + b"# \xe9\xff\n", "", {}, p("base"), 0, []
    yield "config of zeros", b"\0" * 4096, "", {}, p("base"), 64, ["Line 1 of ~/.aws/config"]
    for url in ("nonsense", "http://", "https://", "ftp://example.org", "http://[::1", "https://user:pass-word@example.org",
                "https://example.org/?a=b", "http://example.org"):
        yield f"the endpoint {url}", "", "", {**KEYS, "AWS_ENDPOINT_URL": url}, [], 64, ["AWS_ENDPOINT_URL"]
    yield "the endpoint of a profile", BASE + "endpoint_url = nonsense\n", "", {"AWS_ENDPOINT_URL_API_GATEWAY": ""}, p("base"), \
          64, ["the profile base"]
    yield "certificates that are not there", "", "", {**KEYS, "AWS_CA_BUNDLE": "/nowhere/ca.pem"}, [], 64, ["/nowhere/ca.pem"]
    yield "certificates that are none", "", "", {**KEYS, "AWS_CA_BUNDLE": "{H}/token"}, [], 64, ["holds no certificates"]
    for url in ("::::", "https://", "socks5://example.org:1", "http://user:pass-word@"):
        yield f"the proxy {url}", "", "", {**KEYS, "HTTPS_PROXY": url}, [], 64, ["HTTPS_PROXY has to be", "leave it out"]
    for text in ("abc", "0", "-1", "1.5"):
        yield f"AWS_MAX_ATTEMPTS={text}", "", "", {**KEYS, "AWS_MAX_ATTEMPTS": text}, [], 64, ["AWS_MAX_ATTEMPTS"]
    yield "a retry mode of nobody", "", "", {**KEYS, "AWS_RETRY_MODE": "often"}, [], 64, ["often", "legacy, standard and adaptive"]
    agent = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    region = {"AWS_REGION": "us-east-1"}
    yield "a container's agent elsewhere", "", "", {**region, agent: "http://192.0.2.1/x"}, [], 77, ["plain http", "ECS and EKS"]
    yield "a container's agent of no address", "", "", {**region, agent: "nonsense"}, [], 64, [agent]
    yield "a container's token with a second line", "", "", \
          {**region, agent: server.origin + "/x", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "hidden-word\r\nx: y"}, [], 77, \
          ["no header may hold"]
    yield "a container's token that is not there", "", "", \
          {**region, agent: server.origin + "/x", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/nowhere/token"}, [], 77, \
          ["/nowhere/token"]
    yield "half an environment", "", "", {"AWS_ACCESS_KEY_ID": "AKIDENV", **region}, [], 77, ["AWS_SECRET_ACCESS_KEY is not"]
    yield "an end that is no time", "", "", {**KEYS, "AWS_CREDENTIAL_EXPIRATION": "soon"}, [], 77, ["not a time like"]
    yield "credentials that have ended", "", "", {**KEYS, "AWS_CREDENTIAL_EXPIRATION": PAST}, [], 77, ["have expired"]
    yield "nothing anywhere", "", "", region, [], 77, ["No AWS credentials were found"]


def write(path, text):
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    path.chmod(0o600)


def run(case, server):
    """One case in a home of its own."""
    name, config, credentials, variables, options, *_ = case
    home = Home()
    (home.path / ".aws").mkdir()
    (home.path / "folder").mkdir()
    write(home.path / "token", "file.token.value")
    write(home.path / "empty", "")
    for file, text in (("config", config), ("credentials", credentials)):
        if text:
            write(home.path / ".aws" / file, text)
    variables = {k: v.replace("{H}", str(home.path)) for k, v in variables.items()}
    result = Program(home=home, **{"AWS_ENDPOINT_URL_API_GATEWAY": server.origin, "AWS_ENDPOINT_URL_STS": server.origin + "/sts",
                                   **variables}).run("keys", "list", *options, timeout=120)
    return result, home


def judge(case, result, home):
    name, *_, code, words = case
    if not checks.exits(name, result, code, *words):
        return
    if code:
        checks.sentence(name, result)
        lines = [x for x in result.err.strip().splitlines() if x]
        checks.check(f"{name}: sentences", all(x[0].isupper() or x[0] in "“/~" or x.startswith(("arn:", "https:")) for x in lines), result)
    said = result.out + result.err
    checks.check(f"{name}: no secret is said", not [w for w in SECRETS if w in said], result)
    log = home.state / "tollgate.log"
    checks.check(f"{name}: none is kept", not log.exists() or not [w for w in SECRETS if w.encode() in log.read_bytes()], result)


def unreadable(server):
    """A file that may not be read; root may read everything."""
    home = Home()
    (home.path / ".aws").mkdir()
    write(home.path / ".aws/config", BASE)
    (home.path / ".aws/config").chmod(0)
    if os.access(home.path / ".aws/config", os.R_OK):
        print("skipped: a config file that may not be read, since this user may read everything", flush=True)
        return
    result = Program(home=home, AWS_ENDPOINT_URL=server.origin).run("keys", "list", "--profile", "base")
    checks.exits("config may not be read", result, 64, "config cannot be read")


def machine():
    """Instance metadata that is not there, or that never answers, is asked once."""
    nobody = Program(AWS_EC2_METADATA_DISABLED="false", AWS_EC2_METADATA_SERVICE_ENDPOINT="http://127.0.0.1:1",
                     AWS_REGION="us-east-1")
    result = nobody.run("keys", "list")
    checks.exits("no machine", result, 77, "nobody answers at http://127.0.0.1:1")
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(16)
        calls = []

        def listen():
            while True:
                try:
                    calls.append(silent.accept())
                except OSError:
                    return

        threading.Thread(target=listen, daemon=True).start()
        address = "http://127.0.0.1:%d" % silent.getsockname()[1]
        result = nobody.run("keys", "list", AWS_EC2_METADATA_SERVICE_ENDPOINT=address)
        checks.exits("a machine that does not answer", result, 77, "nobody answers at")
        checks.equal("a machine that does not answer: asked once", len(calls), 1, result)
        silent.shutdown(socket.SHUT_RDWR)
    result = nobody.run("keys", "list", AWS_EC2_METADATA_SERVICE_ENDPOINT="nonsense")
    checks.exits("a machine of no address", result, 64, "AWS_EC2_METADATA_SERVICE_ENDPOINT")


def open_file(server):
    home = Home()
    (home.path / ".aws").mkdir()
    write(home.path / ".aws/credentials", BASE.replace("profile base", "base"))
    (home.path / ".aws/credentials").chmod(0o664)
    result = Program(home=home, AWS_ENDPOINT_URL=server.origin).run("keys", "list", "--profile", "base")
    checks.exits("a credentials file that others can read", result, 0, "can be read by others", "chmod 600")


def main():
    server, home = Server(), Home()
    table = list(cases(home, server))
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        # Those that wait for a minute begin first.
        order = sorted(table, key=lambda case: "seconds" not in "".join(case[-1]))
        results = list(pool.map(lambda case: run(case, server), order))
    for case, (result, own) in zip(order, results):
        judge(case, result, own)
        own.stop()
    unreadable(server)
    machine()
    open_file(server)
    server.shutdown()
    print(f"{len(table)} cases")
    checks.finish()


if __name__ == "__main__":
    main()
