"""What the sandbox's stories share: starting a sandbox, asking it through boto3 or with requests signed by hand."""

import datetime
import http.client
import json
import os
import pathlib
import select
import subprocess
import sys

import boto3
import botocore.auth
import botocore.awsrequest
import botocore.config
import botocore.credentials
import botocore.exceptions

BINARY = None
_running = []


class Tally:
    passed = 0
    failed = 0


def check(title, actual, wanted):
    """Counts one comparison of whole values."""
    if actual == wanted:
        Tally.passed += 1
    else:
        Tally.failed += 1
        print(f"FAILED {title}\n  got    {actual!r}\n  wanted {wanted!r}", flush=True)


def fault(call, **arguments):
    """The status, code and sentence with which a call is refused."""
    try:
        call(**arguments)
    except botocore.exceptions.ClientError as error:
        answer = error.response
        return answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"], answer["Error"]["Message"]
    return "not refused"


class Sandbox:
    """A `tollgate sandbox` of its own, stopped with the `with` block."""

    def __init__(self, *options):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
        self.child = subprocess.Popen(
            [BINARY, "sandbox", *options], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment)
        _running.append(self.child)
        text = b""
        while not text.endswith(b"ready\n"):
            if not select.select([self.child.stdout], [], [], 60)[0]:
                raise TimeoutError(f"the sandbox said nothing more after {text!r}")
            more = os.read(self.child.stdout.fileno(), 4096)
            if not more:
                raise RuntimeError(f"the sandbox ended with {self.child.wait()} after {text!r}")
            text += more
        self.lines = text.decode().splitlines()
        self.environment = dict(line.split("=", 1) for line in self.lines[:-1])
        self.endpoint = self.environment["AWS_ENDPOINT_URL"]
        self.access = self.environment["AWS_ACCESS_KEY_ID"]
        self.secret = self.environment["AWS_SECRET_ACCESS_KEY"]
        self.gateway = self.client("apigateway")

    def client(self, service, access=None, secret=None, token=None, region="us-east-1"):
        return boto3.client(
            service, endpoint_url=self.endpoint, region_name=region, aws_access_key_id=access or self.access,
            aws_secret_access_key=secret or self.secret, aws_session_token=token,
            config=botocore.config.Config(retries={"total_max_attempts": 1}, parameter_validation=False))

    def raw(self, method, target, body=b"", headers=None, service="apigateway", signer=None, region="us-east-1",
            late=0, change=None):
        """Sends a request signed by botocore, with nothing added; `late` shifts its clock by so many seconds."""
        host = self.endpoint.removeprefix("http://")
        fields = {"Host": host, **(headers or {})}
        request = botocore.awsrequest.AWSRequest(method=method, url=self.endpoint + target, data=body, headers=fields)
        access, secret, token = signer or (self.access, self.secret, None)
        auth = botocore.auth.SigV4Auth(botocore.credentials.Credentials(access, secret, token), service, region)
        if late:
            now = botocore.auth.get_current_datetime
            botocore.auth.get_current_datetime = lambda *a, **k: now(*a, **k) + datetime.timedelta(seconds=late)
            try:
                auth.add_auth(request)
            finally:
                botocore.auth.get_current_datetime = now
        else:
            auth.add_auth(request)
        sent = {name: value for name, value in request.headers.items()}
        if change:
            target, body = change(sent, target, body)
        return self.send(method, target, body, sent)

    def send(self, method, target, body, headers):
        """Sends exactly what is given; the answer is (status, headers, body)."""
        connection = http.client.HTTPConnection(self.endpoint.removeprefix("http://"), timeout=30)
        try:
            connection.request(method, target, body=body or None, headers=headers)
            answer = connection.getresponse()
            data = answer.read()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, data
        finally:
            connection.close()

    def stop(self):
        self.child.terminate()
        try:
            return self.child.wait(20)
        except subprocess.TimeoutExpired:
            self.child.kill()
            return "did not end within 20 seconds"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.stop()


def refusal(answer):
    """Status, code and message of an answer to a request sent by hand."""
    status, headers, body = answer
    return status, headers.get("x-amzn-errortype"), json.loads(body).get("message")


def end_all():
    for child in _running:
        if child.poll() is None:
            child.kill()
            child.wait()


def run(stories):
    """Tells every story; a story that breaks counts as one failure."""
    global BINARY
    chosen = sys.argv[1:]
    named = chosen.pop(0) if chosen and os.sep in chosen[0] else None
    built = pathlib.Path(__file__).resolve().parents[2] / ".build/debug/tollgate"
    BINARY = os.path.abspath(named or os.environ.get("TOLLGATE_BINARY") or built)
    try:
        for story in stories:
            if chosen and story.__name__ not in chosen:
                continue
            before = Tally.failed
            try:
                story()
            except Exception as error:  # one broken story must not hide the others
                Tally.failed += 1
                print(f"FAILED {story.__name__}: {type(error).__name__}: {error}", flush=True)
            print(f"{'ok    ' if Tally.failed == before else 'FAILED'} {story.__name__}", flush=True)
    finally:
        end_all()
    print(f"{Tally.passed} passed, {Tally.failed} failed")
    sys.exit(1 if Tally.failed else 0)
