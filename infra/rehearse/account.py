"""The emulator's account, and no other: the address is always given, and the key is one that no account of AWS has."""

import boto3

REGION = "ap-northeast-1"
STACK = "haifu-dev"
# `cargo xtask rehearse` starts the emulator with this as the account's root.
ROOT = "local"


def client(service, endpoint):
    """A client of one of its services."""
    return boto3.client(
        service, endpoint_url=endpoint, region_name=REGION, aws_access_key_id=ROOT, aws_secret_access_key=ROOT
    )
