"""Has a schedule of the template fire once in a moment: ``python schedule.py ENDPOINT LOGICAL_ID``.

A schedule of the same role, target and input is put beside it, since the template's own waits for its hour.
"""

import sys
from datetime import UTC, datetime, timedelta

from account import STACK, client

SOON = timedelta(seconds=2)


def main(endpoint, logical_id):
    """Reads the schedule as it was deployed and puts its like."""
    resource = client("cloudformation", endpoint).describe_stack_resource(StackName=STACK, LogicalResourceId=logical_id)
    # The emulator names a schedule by group and name; AWS by its name.
    name = resource["StackResourceDetail"]["PhysicalResourceId"].rpartition("/")[2].rpartition("|")[2]
    scheduler = client("scheduler", endpoint)
    groups = {s["Name"]: s["GroupName"] for page in scheduler.get_paginator("list_schedules").paginate() for s in page["Schedules"]}
    like = scheduler.get_schedule(Name=name, GroupName=groups[name])
    at = (datetime.now(UTC) + SOON).strftime("%Y-%m-%dT%H:%M:%S")
    scheduler.create_schedule(
        Name=f"rehearsal-{logical_id}-{datetime.now(UTC):%H%M%S}",
        GroupName=like["GroupName"],
        ScheduleExpression=f"at({at})",
        ScheduleExpressionTimezone="UTC",
        FlexibleTimeWindow={"Mode": "OFF"},
        Target=like["Target"],
    )
    print(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
