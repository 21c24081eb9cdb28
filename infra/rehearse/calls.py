"""The calls of the functions at the table, from the emulator's CloudTrail."""

import json
import re
from typing import NamedTuple

from account import client

# How a function names itself, by AWS_SDK_UA_APP_ID.
CALLER = re.compile(r"\bapp/([\w-]+)")
READS = ("GetItem", "BatchGetItem", "Query", "Scan")
WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
# What an item of a transaction is permitted as.
PARTS = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
MOMENT = 0.00001


class Call(NamedTuple):
    """What a role has to be granted for."""

    function: str
    action: str
    index: str = ""
    # Of writes only.
    partition: str = ""


def acts(function, name, parameters):
    """What a call amounts to."""
    if name in READS:
        yield Call(function, f"dynamodb:{name}", parameters.get("IndexName", ""))
        return
    items = parameters["TransactItems"] if name == "TransactWriteItems" else [{name.removesuffix("Item"): parameters}]
    for item in items:
        for part, what in item.items():
            yield Call(function, f"dynamodb:{PARTS[part]}", partition=(what.get("Key") or what["Item"])["pk"]["S"])


def made(endpoint):
    """Every call of a function. The operator's have no role, and are left out."""
    calls = set()
    for name in READS + WRITES:
        for event in events(endpoint, name):
            caller = CALLER.search(event["userAgent"])
            if caller:
                calls |= set(acts(caller.group(1), name, event["requestParameters"]))
    return calls


def events(endpoint, name):
    """Every call of that name, the newest first. The emulator tells few at once and has no pages, so each question ends where the answer before
    did; botocore would round that to a second."""
    trail, found, end = client("cloudtrail", endpoint), {}, None

    def exactly(params, **_):
        if end is not None:
            params["body"] = json.dumps({**json.loads(params["body"]), "EndTime": end}).encode()

    trail.meta.events.register("before-call.cloudtrail.LookupEvents", exactly)
    while True:
        asked = [{"AttributeKey": "EventName", "AttributeValue": name}]
        told = trail.lookup_events(LookupAttributes=asked)["Events"]
        new = {event["EventId"]: json.loads(event["CloudTrailEvent"]) for event in told if event["EventId"] not in found}
        if not new:
            return found.values()
        found |= new
        # Those of the same moment are told again.
        end = told[-1]["EventTime"].timestamp() + MOMENT
