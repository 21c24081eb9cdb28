"""Deploys the template on the emulator: ``python deploy.py ENDPOINT PACKAGES [ROLE ACTION]``; with the last two, that role lacks that action.

Prints as JSON what it changed and what the rehearsal has to know.
"""

import io
import json
import os
import sys
import time
import tomllib
import zipfile
from pathlib import Path

from account import REGION, STACK, client

sys.path.append(str(Path(__file__).resolve().parent.parent / "check"))
# SAM asks for it when it flattens.
os.environ["AWS_DEFAULT_REGION"] = REGION

from assertions.roles import as_list
from changes import ALL, PACKAGES, functions
from template import INFRA, flatten, load

PATIENCE = 120
TEMPLATE = "template.json"


def rehearsed(endpoint):
    """The template as it is deployed here."""
    flat = flatten(load())
    for change in ALL:
        change(flat, endpoint)
    return flat


def without(flat, role, action):
    """Takes an action from a role, wherever it has it."""
    taken = 0
    for policy in flat["Resources"].get(role, {"Properties": {}})["Properties"].get("Policies", []):
        document = policy["PolicyDocument"]
        for statement in document["Statement"]:
            held = as_list(statement["Action"])
            statement["Action"] = [other for other in held if other != action]
            taken += len(held) - len(statement["Action"])
        document["Statement"] = [statement for statement in document["Statement"] if statement["Action"]]
    if not taken:
        raise SystemExit(f"{role} has no {action} that could be taken")


def parameters():
    """The values of the stage dev."""
    config = tomllib.loads((INFRA / "samconfig.toml").read_text(encoding="utf-8"))
    values = [value.split("=", 1) for value in config["dev"]["deploy"]["parameters"]["parameter_overrides"]]
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in values]


def upload(flat, endpoint, packages):
    """Puts the packages and the template, which is too long for the call itself, into a bucket. Tells the template's address."""
    s3 = client("s3", endpoint)
    if PACKAGES not in {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}:
        s3.create_bucket(Bucket=PACKAGES, CreateBucketConfiguration={"LocationConstraint": REGION})
        for crate, _ in functions(flat):
            s3.put_object(Bucket=PACKAGES, Key=f"{crate}.zip", Body=package(packages / crate / "bootstrap"))
    s3.put_object(Bucket=PACKAGES, Key=TEMPLATE, Body=json.dumps(flat).encode())
    return f"{endpoint}/{PACKAGES}/{TEMPLATE}"


def package(bootstrap):
    """The zip Lambda takes. Not compressed: it goes nowhere."""
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_STORED) as archive:
        archive.write(bootstrap, "bootstrap")
    return zipped.getvalue()


def stack_of(cloudformation):
    """The stack as it is; none before the first deployment."""
    found = [s for s in cloudformation.describe_stacks()["Stacks"] if s["StackName"] == STACK]
    return found[0] if found else None


def bring_up(cloudformation, url):
    """Creates or updates the stack, and waits for it."""
    act = cloudformation.update_stack if stack_of(cloudformation) else cloudformation.create_stack
    act(StackName=STACK, TemplateURL=url, Capabilities=["CAPABILITY_IAM"], Parameters=parameters())
    begun = time.monotonic()
    while (stack := stack_of(cloudformation))["StackStatus"].endswith("_IN_PROGRESS"):
        if time.monotonic() - begun > PATIENCE:
            raise SystemExit(f"the stack is still {stack['StackStatus']} after {PATIENCE} s")
        time.sleep(0.2)
    if stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        events = cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]
        failed = [f"{e['LogicalResourceId']}: {e.get('ResourceStatusReason')}" for e in events if "FAILED" in e["ResourceStatus"]]
        raise SystemExit(f"the stack is {stack['StackStatus']}: {stack.get('StackStatusReason')}; {'; '.join(failed)}")
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def resources(cloudformation):
    """Physical ids by logical ones."""
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=STACK)
    return {r["LogicalResourceId"]: r["PhysicalResourceId"] for page in pages for r in page["StackResourceSummaries"]}


def main(endpoint, packages, fault):
    """Deploys, and tells addresses and the secret CloudFront would show."""
    flat = rehearsed(endpoint)
    if fault:
        without(flat, *fault)
    url = upload(flat, endpoint, packages)
    cloudformation = client("cloudformation", endpoint)
    outputs = bring_up(cloudformation, url)
    ids = resources(cloudformation)
    secrets = client("secretsmanager", endpoint)
    told = {
        "api_host": outputs["ApiEndpoint"].removeprefix("http://").removeprefix("https://"),
        "table": outputs["TableName"],
        "mail_from": next(p["ParameterValue"] for p in parameters() if p["ParameterKey"] == "MailFrom"),
        "origin_secret": secrets.get_secret_value(SecretId=ids["OriginSecretA"])["SecretString"],
        "resources": len(ids),
        "changed": [change.__doc__ for change in ALL],
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
