"""Credentials, region and endpoint of one table of surroundings, as botocore finds them and as the program does.

A server on loopback plays STS, IAM Identity Center, instance metadata (version 2 alone), a container's agent and API
Gateway. Each case is a home with files and variables. botocore resolves it in a process of its own; the program lists
keys, and the request that arrives says what it found: access key, token, region and path. That the secret is right is
said by the signature, which is computed again here. Credentials that are assumed are named after everything that was
asked with, so that equal names mean equal requests.
"""

import concurrent.futures
import datetime
import hashlib
import hmac
import http.server
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

import support
from support import BINARY, Checks

checks = Checks("credentials, region and endpoint beside botocore")
KEYS = {"AWS_ACCESS_KEY_ID": "AKIDENV", "AWS_SECRET_ACCESS_KEY": "env-secret"}
LATER = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=6)).strftime("%Y-%m-%dT%H:%M:%SZ")
PAST = "2020-01-01T00:00:00Z"


def secret_of(access):
    """The secret that goes with an access key that the server made."""
    return "secret/+" + access


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.gateway, self.connects = [], []
        self.origin = "http://127.0.0.1:%d" % self.server_port
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, kind="application/json"):
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def signer(self):
        head = self.headers.get("Authorization", "")
        return head.split("Credential=")[1].split("/")[0] if "Credential=" in head else "-"

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path, _, query = self.path.partition("?")
        if path.startswith("/sts"):
            self.sts(dict(urllib.parse.parse_qsl(body)))
        elif path.startswith("/sso"):
            self.portal(dict(urllib.parse.parse_qsl(query)))
        elif path.startswith("/oidc"):
            asked = json.loads(body)
            if asked.get("refreshToken") != "good":
                return self.answer(400, '{"error":"invalid_grant","error_description":"no"}')
            self.answer(200, json.dumps({"accessToken": "renewed", "expiresIn": 3600, "tokenType": "Bearer",
                                         "refreshToken": "good"}))
        elif path.startswith("/latest/"):
            self.machine(path)
        elif path.startswith("/agent"):
            if path.endswith("/broken"):
                return self.answer(404, "{}")
            self.hand_out("AGENT" + self.headers.get("Authorization", ""))
        else:
            self.server.gateway.append((self.command, self.path, dict(self.headers.items()), body))
            self.answer(200, '{"item":[]}')

    do_GET = do_POST = do_PUT = handle_any

    def do_CONNECT(self):
        """As a proxy it tells where somebody wanted to go, and goes nowhere."""
        self.server.connects.append(self.path)
        self.answer(502, "")
        self.close_connection = True

    def hand_out(self, name):
        self.answer(200, json.dumps({"Code": "Success", "AccessKeyId": name, "SecretAccessKey": secret_of(name),
                                     "Token": "token-" + name, "Expiration": LATER}))

    def sts(self, asked):
        operation = asked["Action"]
        if "denied" in asked["RoleArn"]:
            return self.answer(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error>"
                                    "</ErrorResponse>", "text/xml")
        session = asked["RoleSessionName"]
        # Names that nobody chose differ from program to program.
        session = "" if session.startswith(("botocore-session-", "tollgate-")) else session
        words = [operation, asked["RoleArn"], self.signer(), session, asked.get("ExternalId", ""),
                 asked.get("DurationSeconds", ""), asked.get("WebIdentityToken", "")]
        name = "ASIA" + hashlib.sha1("|".join(words).encode()).hexdigest()[:16].upper()
        self.answer(200, f'<{operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{operation}Result>'
                         f"<Credentials><AccessKeyId>{name}</AccessKeyId><SecretAccessKey>{secret_of(name)}"
                         f"</SecretAccessKey><SessionToken>token-{name}</SessionToken><Expiration>{LATER}</Expiration>"
                         f"</Credentials></{operation}Result></{operation}Response>", "text/xml")

    def portal(self, asked):
        token = self.headers.get("x-amz-sso_bearer_token")
        if token not in ("works", "renewed"):
            return self.answer(401, '{"message":"Session token not found or invalid","__type":"UnauthorizedException"}')
        name = "SSO" + token + asked["account_id"] + asked["role_name"]
        self.answer(200, json.dumps({"roleCredentials": {
            "accessKeyId": name, "secretAccessKey": secret_of(name), "sessionToken": "token-" + name,
            "expiration": int((time.time() + 20000) * 1000)}}))

    def machine(self, path):
        if path == "/latest/api/token":
            right = self.command == "PUT" and self.headers.get("X-aws-ec2-metadata-token-ttl-seconds") == "21600"
            return self.answer(200 if right else 400, "machine-token", "text/plain")
        if self.headers.get("X-aws-ec2-metadata-token") != "machine-token":
            return self.answer(401, "version 1 is not spoken here", "text/plain")
        if path.endswith("/security-credentials/"):
            return self.answer(200, "machine-role", "text/plain")
        self.hand_out("MACHINE")


def signature_is_right(request, secret):
    """Whether the signature of a request is the one that a secret makes."""
    method, target, headers, body = request
    low = {k.lower(): v for k, v in headers.items()}
    parts = dict(p.strip().split("=", 1) for p in low["authorization"].split(" ", 1)[1].split(","))
    _, day, region, service, _ = parts["Credential"].split("/")
    path, _, query = target.partition("?")
    names = parts["SignedHeaders"].split(";")
    canonical = "\n".join([
        method, "/".join(urllib.parse.quote(s, safe="-_.~") for s in path.split("/")), "&".join(sorted(query.split("&"))),
        "".join(f"{n}:{' '.join(low[n].split())}\n" for n in names), ";".join(names),
        hashlib.sha256(body.encode()).hexdigest()])
    text = "\n".join(["AWS4-HMAC-SHA256", low["x-amz-date"], f"{day}/{region}/{service}/aws4_request",
                      hashlib.sha256(canonical.encode()).hexdigest()])
    key = ("AWS4" + secret).encode()
    for word in (day, region, service, "aws4_request"):
        key = hmac.new(key, word.encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest() == parts["Signature"]


BOTOCORE = """
import json, os, sys, botocore.awsrequest, botocore.session

class Body:
    def stream(self, *_, **__):
        yield b'{"item":[]}'

profile, region = json.loads(sys.argv[1])
try:
    # botocore leaves AWS_REGION to the AWS CLI, which reads it first.
    if os.environ.get("AWS_REGION"):
        os.environ["AWS_DEFAULT_REGION"] = os.environ["AWS_REGION"]
    session = botocore.session.Session(profile=profile)
    found = session.get_credentials()
    if found is None:
        raise LookupError("none")
    frozen = found.get_frozen_credentials()
    where = region or session.get_config_variable("region")
    client = session.create_client("apigateway", region_name=where)
    urls = []

    def instead(request, **_):
        urls.append(request.url)
        return botocore.awsrequest.AWSResponse(request.url, 200, {}, Body())

    client.meta.events.register("before-send.apigateway.*", instead)
    client.get_api_keys()
    print(json.dumps({"access": frozen.access_key, "secret": frozen.secret_key, "token": frozen.token,
                      "region": where, "endpoint": urls[0].split("/apikeys")[0]}))
except Exception as error:
    print(json.dumps({"error": type(error).__name__ + ": " + str(error)}))
"""


# What botocore refuses and the program takes, on purpose, and why.
MERGED = "other SDKs merge what stands twice"
RULES = "the rules for endpoints have a name that botocore's older table has not"
DIFFERENT = {
    "a section twice": MERGED, "a setting twice": MERGED,
    "host in eu-isoe-west-1, dual stack": RULES, "host in eu-isoe-west-1, both": RULES,
    "host in us-isof-south-1, dual stack": RULES, "host in us-isof-south-1, both": RULES,
}


def sha1(text):
    return hashlib.sha1(text.encode()).hexdigest()


def table(origin):
    """Name, config file, credentials file, variables, options; {H} is the home, {O} the server."""
    base = "[profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = base-secret\n"
    role = "[profile r]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = base\n"
    keys = "[default]\naws_access_key_id = AKIDDEF\naws_secret_access_key = def/secret+=\n"
    session = "[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.example/start\n"
    sso = "[profile s]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Read Only\n" + session
    old = "[profile s]\nsso_start_url = https://old.example/s\nsso_region = us-east-1\nsso_account_id = 1\n" \
          "sso_role_name = r\n"
    machine = {"AWS_EC2_METADATA_DISABLED": "false"}
    agent = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "{O}/agent"}
    web = {"AWS_WEB_IDENTITY_TOKEN_FILE": "{H}/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/web"}
    p = lambda name: ["--profile", name]
    process = "[profile p]\ncredential_process = %s\n"
    good = 'echo \'{"Version":1,"AccessKeyId":"AKIDPROC","SecretAccessKey":"proc","SessionToken":"t"}\''
    # The environment and the shared files.
    yield "environment", "", "", KEYS, []
    yield "environment with token", "", "", {**KEYS, "AWS_SESSION_TOKEN": "tok/+="}, []
    yield "environment goes before AWS_PROFILE", base, "", {**KEYS, "AWS_PROFILE": "base"}, []
    yield "--profile goes before the environment", base, "", KEYS, p("base")
    yield "half an environment", "", "", {"AWS_ACCESS_KEY_ID": "A"}, []
    yield "default profile of the credentials file", "", keys, {}, []
    yield "default profile of the config file", keys, "", {}, []
    yield "[profile default]", keys.replace("[default]", "[profile default]"), "", {}, []
    yield "credentials file before config file", keys, keys.replace("AKIDDEF", "AKIDCRED"), {}, []
    yield "token in the credentials file", "", keys + "aws_session_token = t/t\n", {}, []
    yield "AWS_PROFILE", base, "", {"AWS_PROFILE": "base"}, []
    yield "AWS_DEFAULT_PROFILE", base, "", {"AWS_DEFAULT_PROFILE": "base"}, []
    yield "a profile with spaces", base.replace("profile base", 'profile "two words"'), "", {}, p("two words")
    yield "other paths of the files", "", "", {"AWS_SHARED_CREDENTIALS_FILE": "{H}/elsewhere"}, []
    yield "a profile that does not exist", base, "", {}, p("nope")
    yield "half a profile", "[default]\naws_access_key_id = A\n", "", {}, []
    yield "nothing anywhere", "", "", {}, []
    # The format.
    yield "comments and empty lines", "# c\n; c\n\n" + keys, "", {}, []
    yield "indented sections", "\n".join("  " + l for l in keys.splitlines()) + "\n", "", {}, []
    yield "colons", keys.replace(" = ", ": "), "", {}, []
    yield "blocks", keys + "s3 =\n  max_concurrent_requests = 20\n  region = no\nregion = eu-north-1\n", "", {}, []
    yield "no equals sign", keys + "nonsense\n", "", {}, []
    yield "before any section", "a = b\n" + keys, "", {}, []
    # Roles.
    yield "role", base + role, "", {}, p("r")
    yield "role by AWS_PROFILE", base + role, "", {"AWS_PROFILE": "r"}, []
    yield "environment before a role", base + role, "", {**KEYS, "AWS_PROFILE": "r"}, []
    yield "role with everything", base + role + "external_id = e/1 2\nduration_seconds = 1800\n" \
          "role_session_name = me@work\n", "", {}, p("r")
    yield "role with a duration that is none", base + role + "duration_seconds = soon\n", "", {}, p("r")
    yield "role over role", base + role + "[profile q]\nrole_arn = arn:aws:iam::2:role/y\nsource_profile = r\n", "", \
          {}, p("q")
    yield "role over keys of its own", base.replace("base]", "r]") + \
          "role_arn = arn:aws:iam::1:role/x\nsource_profile = r\n", "", {}, p("r")
    yield "role over a profile with keys and a role", base + role.replace("profile r", "profile m") + \
          "aws_access_key_id = AKIDMIX\naws_secret_access_key = mix\n" + \
          "[profile r]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = m\n", "", {}, p("r")
    yield "role from the environment", "[profile r]\nrole_arn = arn:aws:iam::1:role/e\ncredential_source = Environment\n", "", KEYS, \
          p("r")
    yield "role from the machine", "[profile r]\nrole_arn = arn:aws:iam::1:role/e\ncredential_source = Ec2InstanceMetadata\n", "", \
          machine, p("r")
    yield "role from the container", "[profile r]\nrole_arn = arn:aws:iam::1:role/e\ncredential_source = EcsContainer\n", "", agent, \
          p("r")
    yield "role over a process", process % good + "[profile r]\nrole_arn = arn:aws:iam::1:role/e\nsource_profile = p\n", "", {}, p("r")
    yield "role over Identity Center", sso + "[profile r]\nrole_arn = arn:aws:iam::1:role/e\nsource_profile = s\n", "", \
          {"token": ("corp", "works", LATER)}, p("r")
    yield "role loop", "[profile a]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = b\n[profile b]\nrole_arn = arn:aws:iam::1:role/b\n" \
          "source_profile = a\n", "", {}, p("a")
    yield "role over itself", "[profile a]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = a\n", "", {}, p("a")
    yield "role with two sources", base + role + "credential_source = Environment\n", "", {}, p("r")
    yield "role without a source", "[profile r]\nrole_arn = arn:aws:iam::1:role/r\n", "", {}, p("r")
    yield "role over nothing", role, "", {}, p("r")
    yield "role of an odd source", "[profile r]\nrole_arn = arn:aws:iam::1:role/e\ncredential_source = Moon\n", "", {}, p("r")
    yield "role that is denied", base + role.replace("role/x", "role/denied"), "", {}, p("r")
    # Web identity.
    yield "web identity", "", "", web, []
    yield "web identity with a session name", "", "", {**web, "AWS_ROLE_SESSION_NAME": "pod"}, []
    yield "web identity of a profile", "[profile w]\nrole_arn = arn:aws:iam::1:role/w\nweb_identity_token_file = {H}/token\n", "", {}, \
          p("w")
    yield "web identity's variables and --profile", base, "", web, p("base")
    yield "web identity without a role", "", "", {"AWS_WEB_IDENTITY_TOKEN_FILE": "{H}/token"}, []
    yield "web identity without a file", "", "", {**web, "AWS_WEB_IDENTITY_TOKEN_FILE": "{H}/none"}, []
    yield "role over web identity", "[profile w]\nrole_arn = arn:aws:iam::1:role/w\nweb_identity_token_file = {H}/token\n" \
          "[profile r]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = w\n", "", {}, p("r")
    # IAM Identity Center.
    yield "Identity Center", sso, "", {"token": ("corp", "works", LATER)}, p("s")
    yield "Identity Center, older form", old, "", {"token": ("https://old.example/s", "works", LATER)}, p("s")
    yield "Identity Center, token renewed", sso, "", {"token": ("corp", "stale", PAST, "good")}, p("s")
    yield "Identity Center, token not renewed", sso, "", {"token": ("corp", "stale", PAST, "bad")}, p("s")
    yield "Identity Center, older token ended", old, "", {"token": ("https://old.example/s", "works", PAST)}, p("s")
    yield "Identity Center, token refused", sso, "", {"token": ("corp", "wrong", LATER)}, p("s")
    yield "Identity Center, not logged in", sso, "", {}, p("s")
    yield "Identity Center before keys in the file", sso.replace("[sso", keys.replace("[default]\n", "") + "[sso"), "", \
          {"token": ("corp", "works", LATER)}, p("s")
    yield "Identity Center, no such session", sso.replace("sso-session corp", "sso-session other"), "", {}, p("s")
    yield "Identity Center, no role", sso.replace("sso_role_name = Read Only\n", ""), "", \
          {"token": ("corp", "works", LATER)}, p("s")
    # Programs, containers, machines.
    yield "process", process % good, "", {}, p("p")
    yield "process with quotes and lines that go on", process % ("sh -c\n  " + json.dumps(good)), "", {}, p("p")
    yield "process that fails", process % "false", "", {}, p("p")
    yield "process that prints rubbish", process % "echo rubbish", "", {}, p("p")
    yield "process of another version", process % good.replace(":1,", ":2,"), "", {}, p("p")
    yield "process that is not there", process % "/nowhere/tool", "", {}, p("p")
    yield "process before keys in the config file", process % good + \
          "aws_access_key_id = AKIDCONF\naws_secret_access_key = conf\n", "", {}, p("p")
    yield "keys in the credentials file before the process", process % good, \
          keys.replace("default", "p"), {}, p("p")
    yield "container", "", "", agent, []
    yield "container with a token", "", "", {**agent, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "tok"}, []
    yield "container with a token in a file", "", "", \
          {**agent, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "tok",
           "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "{H}/token"}, []
    yield "container that refuses", "", "", {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "{O}/agent/broken"}, []
    yield "container elsewhere over http", "", "", \
          {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://192.0.2.1/agent"}, []
    yield "keys before the container", keys, "", agent, []
    yield "machine", "", "", machine, []
    yield "container before the machine", "", "", {**machine, **agent}, []
    yield "machine switched off", "", "", {"AWS_EC2_METADATA_DISABLED": "TRUE"}, []
    # Region and endpoint.
    region = keys + "region = eu-central-1\n"
    yield "region of the profile", region, "", {"AWS_REGION": ""}, []
    yield "region by AWS_DEFAULT_REGION", region, "", {"AWS_REGION": "", "AWS_DEFAULT_REGION": "ap-south-1"}, []
    yield "region by AWS_REGION", region, "", {"AWS_REGION": "sa-east-1"}, []
    yield "region by option", region, "", {"AWS_REGION": "sa-east-1"}, ["--region", "ca-central-1"]
    none = {"AWS_ENDPOINT_URL_API_GATEWAY": ""}
    yield "endpoint for all services", keys, "", {**none, "AWS_ENDPOINT_URL": "{O}/all"}, []
    yield "endpoint of the service first", keys, "", \
          {"AWS_ENDPOINT_URL_API_GATEWAY": "{O}/own", "AWS_ENDPOINT_URL": "{O}/all"}, []
    yield "endpoint of the profile", keys + "endpoint_url = {O}/profile\n", "", none, []
    services = "services = local\n[services local]\napi_gateway =\n  endpoint_url = {O}/services\nsts =\n" \
               "  endpoint_url = {O}/no\n"
    yield "endpoint of a services section", keys + "endpoint_url = {O}/profile\n" + services, "", none, []
    yield "endpoint of the environment before services", keys + services, "", \
          {**none, "AWS_ENDPOINT_URL": "{O}/all"}, []
    yield "endpoint with FIPS", keys, "", {"AWS_USE_FIPS_ENDPOINT": "true"}, []
    yield "endpoint of a services section without the service", keys + "endpoint_url = {O}/profile\n" + \
          "services = local\n[services local]\nsts =\n  endpoint_url = {O}/no\n", "", none, []
    yield "endpoint of a services section that is not there", keys + "endpoint_url = {O}/profile\nservices = lost\n", "", none, []
    yield "endpoint of another profile's section", base + "endpoint_url = {O}/base\n" + keys + "endpoint_url = {O}/own\n", "", \
          none, p("base")
    # Names of the past, and settings in the other file.
    yield "AWS_SECURITY_TOKEN", "", "", {**KEYS, "AWS_SECURITY_TOKEN": "old", "AWS_SESSION_TOKEN": "new"}, []
    yield "aws_security_token", keys + "aws_security_token = old\naws_session_token = new\n", "", {}, []
    yield "an end that is far away", "", "", {**KEYS, "AWS_SESSION_TOKEN": "t", "AWS_CREDENTIAL_EXPIRATION": LATER}, []
    yield "other path of the config file", "", "", {"AWS_CONFIG_FILE": "{H}/elsewhere"}, []
    yield "both variables of profiles", base + base.replace("base", "other").replace("AKIDBASE", "AKIDOTHER"), "", \
          {"AWS_PROFILE": "base", "AWS_DEFAULT_PROFILE": "other"}, []
    yield "a role in the credentials file", base, role.replace("profile r", "r"), {}, p("r")
    yield "a program in the credentials file", "", (process % good).replace("profile p", "p"), {}, p("p")
    yield "a region in the credentials file", "", keys + "region = eu-north-1\n", {"AWS_REGION": ""}, []
    yield "Identity Center in the credentials file", session, sso.replace("profile s", "s").replace(session, ""), \
          {"token": ("corp", "works", LATER)}, p("s")
    yield "Identity Center, profile and session do not agree", sso.replace("sso_role", "sso_region = eu-west-1\nsso_role"), "", \
          {"token": ("corp", "works", LATER)}, p("s")
    yield "a source in small letters", "[profile r]\nrole_arn = arn:aws:iam::1:role/e\ncredential_source = environment\n", "", \
          KEYS, p("r")
    yield "a machine at the profile's address", "[default]\nec2_metadata_service_endpoint = {O}\n", "", \
          {**machine, "AWS_EC2_METADATA_SERVICE_ENDPOINT": ""}, []
    yield "AWS_REGION before AWS_DEFAULT_REGION", region, "", {"AWS_REGION": "sa-east-1", "AWS_DEFAULT_REGION": "ap-south-1"}, []
    yield "region of the profile that an option names", base + "region = eu-north-1\n" + region, "", {"AWS_REGION": ""}, p("base")
    yield "a value on the next line", keys + "region =\n  eu-north-1\n", "", {"AWS_REGION": ""}, []
    yield "a section twice", keys + "region = eu-north-1\n[default]\nregion = eu-south-1\n", "", {"AWS_REGION": ""}, []
    yield "a setting twice", keys + "region = eu-north-1\nregion = eu-south-1\n", "", {"AWS_REGION": ""}, []
    yield "names in capitals", keys.replace("aws_access_key_id", "AWS_ACCESS_KEY_ID"), "", {}, []
    # AWS's own hosts, as a proxy hears of them.
    own = {**none, **KEYS, "HTTPS_PROXY": "{O}", "AWS_MAX_ATTEMPTS": "1"}
    fips, dual = {"AWS_USE_FIPS_ENDPOINT": "true"}, {"AWS_USE_DUALSTACK_ENDPOINT": "true"}
    for where in ("us-east-1", "mx-central-1", "cn-north-1", "us-gov-west-1", "eusc-de-east-1", "us-iso-east-1",
                  "us-isob-east-1", "eu-isoe-west-1", "us-isof-south-1"):
        for word, more in (("", {}), (", FIPS", fips), (", dual stack", dual), (", both", {**fips, **dual})):
            yield f"host in {where}{word}", "", "", {**own, **more, "AWS_REGION": where}, []
    yield "host by the profile's FIPS", "[default]\nuse_fips_endpoint = true\n", "", own, []
    yield "host by the profile's dual stack and the variable's FIPS", "[default]\nuse_dualstack_endpoint = true\n", "", \
          {**own, **fips}, []
    yield "host by a variable that says no", "[default]\nuse_fips_endpoint = true\n", "", \
          {**own, "AWS_USE_FIPS_ENDPOINT": "false"}, []
    yield "host, endpoints ignored by a variable", "[default]\nendpoint_url = {O}/no\n", "", \
          {**own, "AWS_ENDPOINT_URL": "{O}/no", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, []
    yield "host, endpoints ignored by the profile", "[default]\nendpoint_url = {O}/no\nignore_configured_endpoint_urls = true\n", "", own, []
    yield "host, the profile's word and the variable's endpoint", "[default]\nignore_configured_endpoint_urls = true\n", "", \
          {**own, "AWS_ENDPOINT_URL": "{O}/yes"}, []


def prepare(folder, origin, config, credentials, variables):
    """Makes the home of a case and returns its environment."""
    def fill(text):
        return text.replace("{H}", str(folder)).replace("{O}", origin)

    (folder / ".aws/sso/cache").mkdir(parents=True)
    for name, text in (("config", config), ("credentials", credentials)):
        if text:
            (folder / ".aws" / name).write_text(fill(text))
    (folder / "token").write_text("file.token.value")
    (folder / "elsewhere").write_text("[default]\naws_access_key_id=AKIDELSE\naws_secret_access_key=else\n")
    environment = {
        "HOME": str(folder), "PATH": "/usr/bin:/bin", "XDG_STATE_HOME": str(folder / "state"), "LC_ALL": "C.UTF-8",
        "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "TERM": "dumb",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT": origin, "AWS_ENDPOINT_URL_API_GATEWAY": origin + "/gateway",
        "AWS_ENDPOINT_URL_STS": origin + "/sts", "AWS_ENDPOINT_URL_SSO": origin + "/sso",
        "AWS_ENDPOINT_URL_SSO_OIDC": origin + "/oidc",
    }
    for name, value in variables.items():
        if name == "token":
            key, token, end, *refresh = value
            kept = {"startUrl": "x", "region": "us-east-1", "accessToken": token, "expiresAt": end}
            if refresh:
                kept.update(clientId="c", clientSecret="s", refreshToken=refresh[0],
                            registrationExpiresAt="2099-01-01T00:00:00Z")
            (folder / ".aws/sso/cache" / (sha1(key) + ".json")).write_text(json.dumps(kept))
        else:
            environment[name] = fill(value)
    return {k: v for k, v in environment.items() if v != ""}


def option(options, name):
    return options[options.index(name) + 1] if name in options else None


def judged_by_botocore(environment, options):
    said = json.dumps([option(options, "--profile"), option(options, "--region")])
    result = subprocess.run([sys.executable, "-c", BOTOCORE, said], env=environment, capture_output=True, text=True,
                            timeout=60)
    return json.loads(result.stdout) if result.stdout else {"error": result.stderr[-300:]}


def found_by_program(server, environment, options):
    server.gateway.clear(), server.connects.clear()
    result = subprocess.run([BINARY, "keys", "list", "-o", "json", *options], env=environment, capture_output=True,
                            text=True, timeout=60, stdin=subprocess.DEVNULL)
    requests = list(server.gateway)
    if server.connects:
        return {"endpoint": "https://" + server.connects[0].removesuffix(":443")}, None
    if result.returncode != 0 or not requests:
        return {"error": result.stderr.strip() or "exit %d" % result.returncode}, None
    low = {k.lower(): v for k, v in requests[0][2].items()}
    scope = low["authorization"].split("Credential=")[1].split(",")[0].split("/")
    return {"access": scope[0], "token": low.get("x-amz-security-token"), "region": scope[2],
            "endpoint": server.origin + requests[0][1].split("/apikeys")[0]}, requests[0]


def in_a_home(server, case, judge):
    """What a judge finds in a home of its own: a token that one renews must not be there for another."""
    _, config, credentials, variables, options = case
    home = pathlib.Path(tempfile.mkdtemp(prefix="tollgate-credentials-"))
    try:
        return judge(prepare(home, server.origin, config, credentials, variables), options)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def compare(server, case, theirs):
    name = case[0]
    reason = DIFFERENT.get(name)
    ours, request = in_a_home(server, case, lambda *given: found_by_program(server, *given))
    if reason:
        return checks.check(f"{name}, where {reason}", "error" in theirs and "error" not in ours, f"{theirs}\n{ours}")
    if "error" in theirs or "error" in ours:
        checks.check(name, ("error" in theirs) == ("error" in ours), f"botocore: {theirs}\nprogram: {ours}")
        leaks = [w for w in ("secret/+", "base-secret", "rubbish", "file.token.value") if w in str(ours)]
        checks.check(name + ": no secret in the message", not leaks, str(ours))
        return
    if request is None:
        return checks.equal(name, ours["endpoint"], theirs["endpoint"])
    secret = theirs.pop("secret")
    checks.equal(name, ours, theirs)
    checks.check(name + ": signed with the same secret", signature_is_right(request, secret), str(request)[:300])


def main():
    if importlib.util.find_spec("botocore") is None:
        print("SKIPPED: all cases, since botocore is not installed for this Python")
        return
    server = Server()
    cases = list(table(server.origin))
    # botocore's part changes nothing that another case sees, so several go side by side.
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        judged = list(pool.map(lambda case: in_a_home(server, case, judged_by_botocore), cases))
    for case, theirs in zip(cases, judged):
        compare(server, case, theirs)
    server.shutdown()
    print(f"{len(cases)} cases")
    checks.finish()


if __name__ == "__main__":
    main()
