"""Waits for a message in a function's log: ``python logged.py ENDPOINT FUNCTION MESSAGE COUNT``, until it is there as often as that."""

import json
import sys
import time

from account import client

PATIENCE = 30


def says(line, message):
    """Whether a line is that message; lines of the runtime itself are no JSON."""
    return line.startswith("{") and json.loads(line)["fields"].get("message") == message


def main(endpoint, function, message, count):
    """Reads the function's log group until then."""
    logs = client("logs", endpoint).get_paginator("filter_log_events")
    begun, found = time.monotonic(), 0
    while found < int(count):
        if time.monotonic() - begun > PATIENCE:
            raise SystemExit(f"{function} has logged '{message}' {found} times in {PATIENCE} s, not {count}")
        time.sleep(0.2)
        pages = logs.paginate(logGroupName=f"/haifu/dev/{function}")
        found = sum(says(event["message"], message) for page in pages for event in page["events"])


if __name__ == "__main__":
    main(*sys.argv[1:])
