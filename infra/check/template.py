"""The template as data: parsed, flattened as SAM does it on deployment, and with its references resolved to examples."""

import copy
import logging
import re
from pathlib import Path

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform

# It warns of statistics of its own that nobody asked for.
logging.getLogger("samtranslator").setLevel(logging.ERROR)

INFRA = Path(__file__).resolve().parent.parent
ROOT = INFRA.parent
TEMPLATE = INFRA / "template.yaml"
EDGE = INFRA / "edge.yaml"

# What references are resolved to. Parliament and the assertions want names of the right form, not real ones.
PSEUDO = {
    "AWS::Partition": "aws",
    "AWS::Region": "ap-northeast-1",
    "AWS::AccountId": "123456789012",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": "haifu",
}
ARNS = {
    "AWS::DynamoDB::Table": "arn:aws:dynamodb:ap-northeast-1:123456789012:table/{}",
    "AWS::SQS::Queue": "arn:aws:sqs:ap-northeast-1:123456789012:{}",
    "AWS::Logs::LogGroup": "arn:aws:logs:ap-northeast-1:123456789012:log-group:{}:*",
    "AWS::Serverless::Function": "arn:aws:lambda:ap-northeast-1:123456789012:function:{}",
    "AWS::Lambda::Function": "arn:aws:lambda:ap-northeast-1:123456789012:function:{}",
    "AWS::S3::Bucket": "arn:aws:s3:::{}",
    "AWS::Events::Rule": "arn:aws:events:ap-northeast-1:123456789012:rule/{}",
}
STREAM = "/stream/label"


def load(path=TEMPLATE):
    """The template as it is written."""
    return yaml_parse(path.read_text(encoding="utf-8"))


class NoManagedPolicies:
    """We name no policy of Amazon's, so SAM needs no list of them."""

    def load(self):
        return {}


def flatten(template):
    """The template as CloudFormation gets it. Packages are said to be uploaded, since SAM wants them to be by then."""
    uploaded = copy.deepcopy(template)
    for resource in uploaded["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://packages/function.zip"
    return transform(uploaded, {}, NoManagedPolicies())


def of_type(template, kind):
    """The properties of every resource of a type, by logical id."""
    return {name: resource.get("Properties", {}) for name, resource in template["Resources"].items() if resource["Type"] == kind}


def target(value):
    """The logical id a Ref or GetAtt leads to; none of any other value."""
    if isinstance(value, dict) and "Ref" in value:
        return value["Ref"]
    if isinstance(value, dict) and "Fn::GetAtt" in value:
        return attribute(value["Fn::GetAtt"])[0]
    return None


def attribute(value):
    """Logical id and attribute of a GetAtt, which may be written as a list or with a dot."""
    name, _, what = value.partition(".") if isinstance(value, str) else (value[0], "", ".".join(value[1:]))
    return name, what


def resolve(template, value):
    """A value with its references replaced by examples."""
    if isinstance(value, list):
        return [resolve(template, item) for item in value]
    if not isinstance(value, dict):
        return value
    if "Ref" in value:
        return PSEUDO.get(value["Ref"], value["Ref"])
    if "Fn::GetAtt" in value:
        return example(template, *attribute(value["Fn::GetAtt"]))
    if "Fn::Sub" in value:
        return re.sub(r"\$\{([^}]+)\}", lambda found: named(template, found.group(1)), value["Fn::Sub"])
    return {key: resolve(template, item) for key, item in value.items()}


def named(template, name):
    """What stands for ``${name}``."""
    if "." in name:
        return example(template, *attribute(name))
    return PSEUDO.get(name, name)


def example(template, name, what):
    """An attribute of a resource, of the right form."""
    arn = ARNS.get(template["Resources"][name]["Type"], "arn:aws:service:ap-northeast-1:123456789012:{}")
    if what == "Arn":
        return arn.format(name)
    if what == "StreamArn":
        return arn.format(name) + STREAM
    return f"{name}.{what}"
