"""`aws login`: its cache is read, renewed in time with a proof of possession, and written back for the AWS CLI.

A server on loopback plays AWS Sign-In and API Gateway. The proof is verified here with `cryptography`; botocore's own
renewal of the same file is beside it. botocore needs its CRT extra for the signature: where that is absent, only its
signature is replaced, and everything else of it is compared all the same.
"""

import base64
import datetime
import hashlib
import http.server
import importlib.util
import json
import stat
import sys
import threading
import time
import uuid

from support import Checks, Home, Program

checks = Checks("aws login, renewed")
SESSION = "arn:aws:iam::123456789012:user/me"
CLIENT = "arn:aws:signin:::devtools/same-device"


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.refuses, self.tokens, self.signers = None, [], []
        self.origin = "http://127.0.0.1:%d" % self.server_port
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, **headers):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if not self.path.startswith("/signin"):
            self.server.signers.append((self.headers["Authorization"].split("Credential=")[1].split("/")[0],
                                        self.headers.get("x-amz-security-token")))
            return self.answer(200, {"item": []})
        self.server.tokens.append({"method": self.command, "path": self.path, "body": body,
                                   "headers": {k.lower(): v for k, v in self.headers.items()}})
        if self.server.refuses:
            status, code = self.server.refuses
            return self.answer(status, {"error": code, "message": "The sign-in is over."},
                               X_Amzn_ErrorType="AccessDeniedException")
        number = len(self.server.tokens)
        self.answer(200, {"accessToken": {"accessKeyId": f"ASIANEW{number}", "secretAccessKey": "new-secret",
                                          "sessionToken": "new-token"},
                          "tokenType": "aws_sigv4", "expiresIn": 900, "refreshToken": f"refresh-{number}"})

    do_GET = do_POST = handle_any


def moment(seconds):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).strftime(
        "%Y-%m-%dT%H:%M:%SZ")


def keys():
    """The same private key in both forms, and the key itself."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    key = ec.generate_private_key(ec.SECP256R1())
    forms = [key.private_bytes(Encoding.PEM, form, NoEncryption()).decode()
             for form in (PrivateFormat.TraditionalOpenSSL, PrivateFormat.PKCS8)]
    return key, forms


def login(home, seconds, pem, **more):
    """Writes what `aws login` leaves."""
    folder = home.path / ".aws/login/cache"
    folder.mkdir(parents=True, exist_ok=True)
    (home.path / ".aws/config").write_text(f"[profile in]\nlogin_session = {SESSION}\nregion = eu-west-1\n")
    file = folder / (hashlib.sha256(SESSION.encode()).hexdigest() + ".json")
    file.write_text(json.dumps({
        "accessToken": {"accessKeyId": "ASIAOLD", "secretAccessKey": "old-secret", "sessionToken": "old-token",
                        "accountId": "123456789012", "expiresAt": moment(seconds)},
        "tokenType": "aws_sigv4", "refreshToken": "refresh-0", "idToken": "id.token/x", "clientId": CLIENT,
        "dpopKey": pem, "somethingNew": {"deep": [1, 2.5, None, True]}, **more}))
    file.chmod(0o600)
    return file


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def verify(name, proof, key, address):
    """The proof as RFC 9449 wants it, and signed by the key that is in it."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, utils
    head, claims, signature = proof.split(".")
    header, said = json.loads(decoded(head)), json.loads(decoded(claims))
    checks.equal(f"{name}: names of the header", set(header), {"typ", "alg", "jwk"})
    checks.equal(f"{name}: kind", (header["typ"], header["alg"]), ("dpop+jwt", "ES256"))
    numbers = key.public_key().public_numbers()
    checks.equal(f"{name}: the key", (header["jwk"]["kty"], header["jwk"]["crv"], decoded(header["jwk"]["x"]),
                                      decoded(header["jwk"]["y"])),
                 ("EC", "P-256", numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")))
    checks.check(f"{name}: nothing of the private key", "d" not in header["jwk"], header)
    checks.equal(f"{name}: claims", set(said), {"htm", "htu", "iat", "jti"})
    checks.equal(f"{name}: method and address", (said["htm"], said["htu"]), ("POST", address))
    checks.check(f"{name}: time", abs(said["iat"] - time.time()) < 300, said)
    checks.equal(f"{name}: identifier", str(uuid.UUID(said["jti"])), said["jti"])
    raw = decoded(signature)
    checks.equal(f"{name}: length of the signature", len(raw), 64)
    pair = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    try:
        key.public_key().verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
        checks.passed += 1
    except InvalidSignature:
        checks.check(f"{name}: signature", False, proof)
    return said["jti"]


def program(server, home):
    return Program(home=home, AWS_ENDPOINT_URL_API_GATEWAY=server.origin, AWS_ENDPOINT_URL_SIGNIN=server.origin + "/signin")


def renewal(server, key, forms):
    seen = set()
    for form, pem in zip(("EC PRIVATE KEY", "PRIVATE KEY"), forms):
        home = Home()
        file = login(home, 200, pem)
        server.tokens.clear(), server.signers.clear()
        result = program(server, home).run("keys", "list", "--profile", "in", "-o", "json", "--debug")
        checks.exits(form, result, 0)
        checks.equal(f"{form}: renewed once", len(server.tokens), 1, result)
        checks.equal(f"{form}: signed with the new ones", server.signers, [("ASIANEW1", "new-token")])
        asked = server.tokens[0]
        checks.equal(f"{form}: asked", (asked["method"], asked["path"]), ("POST", "/signin/v1/token"))
        checks.equal(f"{form}: body", json.loads(asked["body"]),
                     {"clientId": CLIENT, "grantType": "refresh_token", "refreshToken": "refresh-0"})
        checks.check(f"{form}: unsigned", "authorization" not in asked["headers"], asked)
        seen.add(verify(form, asked["headers"]["dpop"], key, server.origin + "/signin/v1/token"))
        kept = json.loads(file.read_text())
        end = kept["accessToken"].pop("expiresAt")
        left = datetime.datetime.strptime(end, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc).timestamp()
        checks.check(f"{form}: the end", 700 < left - time.time() <= 901, end)
        checks.equal(f"{form}: written back, the rest as it was", kept, {
            "accessToken": {"accessKeyId": "ASIANEW1", "secretAccessKey": "new-secret", "sessionToken": "new-token",
                            "accountId": "123456789012"},
            "tokenType": "aws_sigv4", "refreshToken": "refresh-1", "idToken": "id.token/x", "clientId": CLIENT,
            "dpopKey": pem, "somethingNew": {"deep": [1, 2.5, None, True]}})
        checks.equal(f"{form}: mode", stat.S_IMODE(file.stat().st_mode), 0o600)
        checks.equal(f"{form}: nothing else is left there", [p.name for p in file.parent.iterdir()], [file.name])
        said = result.out + result.err
        checks.check(f"{form}: no secret is said", not [w for w in (
            "new-secret", "old-secret", "new-token", "refresh-0", "refresh-1", "PRIVATE KEY") if w in said], said)
        again = program(server, home).run("keys", "list", "--profile", "in", "-o", "json")
        checks.exits(f"{form}: again", again, 0)
        checks.equal(f"{form}: what is kept is used", (len(server.tokens), server.signers[-1][0]), (1, "ASIANEW1"))
        beside(server, home, file, form, pem, key)
    checks.equal("identifiers differ", len(seen), 2)


def beside(server, home, file, form, pem, key):
    """botocore reads what was written, and asks for a renewal with the same request."""
    if importlib.util.find_spec("botocore") is None:
        print("skipped: botocore's own renewal, since botocore is not installed for this Python", flush=True)
        return
    import botocore.credentials
    import botocore.session
    import botocore.utils
    cache = botocore.utils.JSONFileCache(str(file.parent))
    loader = botocore.utils.LoginTokenLoader(cache)

    def fetcher(make):
        return botocore.credentials.LoginCredentialFetcher(SESSION, loader, make)

    found = fetcher(None).load_cached_credentials()
    checks.equal(f"{form}: botocore reads what was written", (found["access_key"], found["account_id"]),
                 ("ASIANEW1", "123456789012"))
    has_crt = botocore.credentials.EC is not None
    if not has_crt:
        print("skipped: botocore's own proof, since its CRT extra is not installed; the rest of its renewal is compared",
              flush=True)
    ours = server.tokens[0]
    login(home, 200, pem)

    def client(name, **more):
        session = botocore.session.Session()
        return session.create_client(name, region_name="eu-west-1", endpoint_url=server.origin + "/signin", **more)

    if not has_crt:
        botocore.credentials._build_dpop_header = lambda key, uri, **_: "proof-for " + uri
        botocore.credentials.LoginCredentialFetcher._load_private_key = staticmethod(lambda token: None)
    fetcher(client).refresh_credentials()
    theirs = server.tokens[-1]
    checks.equal(f"{form}: botocore asks the same", (theirs["method"], theirs["path"], json.loads(theirs["body"])),
                 (ours["method"], ours["path"], json.loads(ours["body"])))
    checks.equal(f"{form}: as the same kind", theirs["headers"]["content-type"], ours["headers"]["content-type"])
    if has_crt:
        verify(f"{form}, botocore", theirs["headers"]["dpop"], key, server.origin + "/signin/v1/token")
    else:
        checks.equal(f"{form}: and proves it for the same address", theirs["headers"]["dpop"],
                     "proof-for " + json.loads(decoded(ours["headers"]["dpop"].split(".")[1]))["htu"])


def endings(server, forms):
    line = r"run .aws login --profile in."
    home = Home()
    file = login(home, -60, forms[0])
    p = program(server, home)
    for status, code in ((401, "TOKEN_EXPIRED"), (403, "USER_CREDENTIALS_CHANGED"), (403, "INSUFFICIENT_PERMISSIONS")):
        server.refuses = (status, code)
        before = file.read_text()
        result = p.run("keys", "list", "--profile", "in")
        checks.exits(code, result, 77, line)
        checks.sentence(code, result)
        checks.equal(f"{code}: the file is as it was", file.read_text(), before)
    login(home, 240, forms[0])
    server.signers.clear()
    checks.exits("refused, and the old ones work", p.run("keys", "list", "--profile", "in", "-o", "json"), 0)
    checks.equal("refused, and the old ones work: they are used", server.signers, [("ASIAOLD", "old-token")])
    server.refuses = None
    for name, pem in (("no key", ""), ("a broken key", "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n")):
        login(home, -60, pem)
        server.tokens.clear()
        result = p.run("keys", "list", "--profile", "in")
        checks.exits(name, result, 77, line)
        checks.equal(f"{name}: nothing is asked", server.tokens, [])
    login(home, 600, forms[0])
    checks.exits("far from the end", p.run("keys", "list", "--profile", "in", "-o", "json"), 0)
    checks.equal("far from the end: nothing is asked", server.tokens, [])
    file = login(home, -60, forms[0])
    before = file.read_text()
    look = p.run("doctor", "--profile", "in")
    checks.equal("doctor renews nothing", (server.tokens, file.read_text()), ([], before), look)
    checks.check("doctor says so", "has to be renewed" in look.out, look)
    result = program(server, home).run("keys", "list", "--profile", "in", AWS_ENDPOINT_URL_SIGNIN="http://127.0.0.1:1",
                                       AWS_MAX_ATTEMPTS="1")
    checks.exits("nobody answers", result, 69, "cannot be reached")


def main():
    if importlib.util.find_spec("cryptography") is None:
        print("skipped: aws login, since cryptography is not installed for this Python")
        sys.exit(0)
    server = Server()
    key, forms = keys()
    renewal(server, key, forms)
    endings(server, forms)
    server.shutdown()
    checks.finish()


if __name__ == "__main__":
    main()
