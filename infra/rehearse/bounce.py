"""Tells notify of a mail that came back: ``python bounce.py ENDPOINT ADDRESS``, in the form that infra/README.md shows.

Straight to the function: the emulator's SES tells nobody of bounces, and its event bus, as AWS's, takes no event of `aws.ses` from us.
"""

import json
import sys
from datetime import UTC, datetime

from account import STACK, client


def event(address, at):
    """What EventBridge passes on of a lasting bounce."""
    return {
        "source": "aws.ses",
        "detail-type": "Email Bounced",
        "detail": {
            "eventType": "Bounce",
            "mail": {"messageId": "1", "destination": [address], "tags": {"ses:configuration-set": [STACK]}},
            "bounce": {
                "bounceType": "Permanent",
                "bounceSubType": "General",
                "bouncedRecipients": [{"emailAddress": address, "action": "failed", "status": "5.1.1"}],
                "timestamp": at,
            },
        },
    }


def main(endpoint, address):
    """Calls the function and looks at its answer."""
    payload = json.dumps(event(address, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")))
    told = client("lambda", endpoint).invoke(FunctionName=f"{STACK}-notify", Payload=payload)
    answer = told["Payload"].read().decode()
    if "FunctionError" in told:
        raise SystemExit(f"notify failed: {answer}")
    print(answer)


if __name__ == "__main__":
    main(*sys.argv[1:])
