"""boto3's paginator over all keys, 500 a page, from the endpoint in the first argument: seconds of each round."""

import json
import sys
import time

import boto3

endpoint, count = sys.argv[1], int(sys.argv[2])
rounds = []
for _ in range(count):
    client = boto3.session.Session().client("apigateway", endpoint_url=endpoint)
    began = time.perf_counter()
    keys = sum(len(page["items"]) for page in
               client.get_paginator("get_api_keys").paginate(PaginationConfig={"PageSize": 500}))
    rounds.append(time.perf_counter() - began)
    assert keys == 10_000, keys
print(json.dumps(rounds))
