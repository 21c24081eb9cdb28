"""What roles were refused, as the functions' logs tell it: ``python refusals.py ENDPOINT``. Prints ``function: action`` once each."""

import re
import sys

from account import client

# How AWS words it, and the emulator after it.
REFUSED = re.compile(r"assumed-role/[^/]+/(\S+) is not authorized to perform: ([\w-]+:\w+)")


def refused(message):
    """The (function, action) pairs a line of a log tells of; a refusal that is worded in another way is told as it is."""
    found = {(function, action) for function, action in REFUSED.findall(message)}
    if not found and "AccessDenied" in message:
        found = {("unknown", message.strip())}
    return found


def main(endpoint):
    """Reads every log group."""
    logs = client("logs", endpoint)
    found = set()
    for page in logs.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            events = logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"])
            for event in (event for events_page in events for event in events_page["events"]):
                found |= refused(event["message"])
    for function, action in sorted(found):
        print(f"{function}: {action}")


if __name__ == "__main__":
    main(sys.argv[1])
