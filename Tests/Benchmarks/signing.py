"""botocore's signer on the request that the benchmark signs: seconds per signature, and the signature."""

import datetime
import json
import time

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

COUNT, ROUNDS = 2000, 7
NOW = datetime.datetime(2015, 8, 30, 12, 36, 0, tzinfo=datetime.timezone.utc)

botocore.auth.get_current_datetime = lambda *_: NOW
signer = botocore.auth.SigV4Auth(
    Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), "apigateway", "us-east-1")
request = AWSRequest(
    method="PATCH", url="https://apigateway.us-east-1.amazonaws.com/usageplans/abc",
    data=b'{"patchOperations": [{"op": "replace", "path": "/throttle/rateLimit", "value": "10"}]}',
    headers={"Accept": "application/json", "Content-Type": "application/json"})
rounds = []
for _ in range(ROUNDS):
    began = time.perf_counter()
    for _ in range(COUNT):
        signer.add_auth(request)
    rounds.append((time.perf_counter() - began) / COUNT)
signature = request.headers["Authorization"].rpartition("Signature=")[2]
print(json.dumps({"seconds": sorted(rounds)[ROUNDS // 2], "signature": signature}))
