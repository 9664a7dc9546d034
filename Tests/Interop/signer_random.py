#!/usr/bin/env python3
"""Signs requests with botocore's signer.

Reads one JSON object a line from standard input: method, path and query as on the wire, headers as
a list of pairs, body as hexadecimal digits, access, secret, token (may be empty), region, service, stamp.
Prints one signature a line. The x-amz-date and x-amz-security-token headers are added here.
"""
import http.client
import json
import sys

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


def sign(case):
    url = "http://host.invalid" + case["path"]
    if case["query"]:
        url += "?" + case["query"]
    request = AWSRequest(method=case["method"], url=url, data=bytes.fromhex(case["body"]))
    request.context["timestamp"] = case["stamp"]
    signer = SigV4Auth(
        Credentials(case["access"], case["secret"], case["token"] or None), case["service"], case["region"]
    )
    headers = http.client.HTTPMessage()
    for name, value in case["headers"]:
        headers[name.lower()] = value
    headers["x-amz-date"] = case["stamp"]
    if case["token"]:
        headers["x-amz-security-token"] = case["token"]
    signer.headers_to_sign = lambda _: headers
    canonical = signer.canonical_request(request)
    return signer.signature(signer.string_to_sign(request, canonical), request)


for line in sys.stdin:
    print(sign(json.loads(line)), flush=False)
