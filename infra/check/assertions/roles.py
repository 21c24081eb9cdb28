"""The roles: one a function, and nothing beyond what it does."""

from template import of_type, resolve, target

ROLE = "AWS::IAM::Role"
FUNCTION = "AWS::Serverless::Function"
# Partitions that are written once: histories of requests, surveys and facilities, and the audit record with its pointers and heads.
WRITTEN_ONCE = {"H#*", "YH#*", "FH#*", "A#*", "AD#*", "AH#*"}


def as_list(value):
    """IAM takes one or many."""
    return value if isinstance(value, list) else [value]


def statements(template, role):
    """Everything a role is granted or denied, inline and by the policies attached to it, with the resource's logical id."""
    for policy in template["Resources"][role]["Properties"].get("Policies", []):
        for statement in as_list(policy["PolicyDocument"]["Statement"]):
            yield role, statement
    for attached in template["Resources"][role]["Properties"].get("ManagedPolicyArns", []):
        document = template["Resources"][target(attached)]["Properties"]["PolicyDocument"]
        for statement in as_list(document["Statement"]):
            yield target(attached), statement


def allowed(template, role):
    """The (action, resource) pairs a role is granted, with the statement."""
    for _, statement in statements(template, role):
        if statement["Effect"] == "Allow":
            for action in as_list(statement["Action"]):
                yield action, resolve(template, as_list(statement["Resource"])), statement


def each_function_has_its_own_role(template, _facts):
    """No role is shared, and none is made by SAM, whose own are wider."""
    faults, seen = [], set()
    for name, function in of_type(template, FUNCTION).items():
        role = target(function.get("Role"))
        if "Policies" in function or role is None:
            faults.append(f"{name} has not a role of ours")
        elif role in seen:
            faults.append(f"{role} is shared")
        seen.add(role)
    return faults


def nobody_scans(template, _facts):
    """No role is granted Scan, nor PartiQL, which scans too; each function's is denied it."""
    faults = []
    for role in of_type(template, ROLE):
        for action, _, _ in allowed(template, role):
            if action in ("dynamodb:Scan", "dynamodb:PartiQLSelect", "dynamodb:ExecuteStatement"):
                faults.append(f"{role} may {action}")
    for name, function in of_type(template, FUNCTION).items():
        if not any("dynamodb:Scan" in s["Action"] for _, s in statements(template, target(function["Role"])) if s["Effect"] == "Deny"):
            faults.append(f"{name} is not denied Scan")
    return faults


def records_are_written_once(template, _facts):
    """Each function is denied to update or delete history and audit rows."""
    return [
        f"{name} might change history or audit"
        for name, function in of_type(template, FUNCTION).items()
        if not any(denies_changes(template, s) for _, s in statements(template, target(function["Role"])))
    ]


def denies_changes(template, statement):
    """Whether a statement denies both acts on all of those partitions of the table."""
    keys = statement.get("Condition", {}).get("ForAnyValue:StringLike", {}).get("dynamodb:LeadingKeys", [])
    return (
        statement["Effect"] == "Deny"
        and {"dynamodb:UpdateItem", "dynamodb:DeleteItem"} <= set(as_list(statement["Action"]))
        and WRITTEN_ONCE <= set(keys)
        and len(statement["Condition"]) == 1
        and "arn:aws:dynamodb:ap-northeast-1:123456789012:table/Table" in resolve(template, as_list(statement["Resource"]))
    )


def changes_are_of_named_partitions(template, _facts):
    """Update and Delete are granted on some partitions only, never on the whole table."""
    return [
        f"{role} may {action} anywhere"
        for role in of_type(template, ROLE)
        for action, _, statement in allowed(template, role)
        if action in ("dynamodb:UpdateItem", "dynamodb:DeleteItem")
        and not statement.get("Condition", {}).get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys")
    ]


def only_notify_mails(template, _facts):
    """And only as the configured sender of the configured identity."""
    faults = []
    for role in of_type(template, ROLE):
        for action, resources, statement in allowed(template, role):
            if not action.startswith("ses:"):
                continue
            if role != "NotifyRole" or action != "ses:SendEmail":
                faults.append(f"{role} may {action}")
            kinds = {arn.split(":")[-1].split("/")[0] for arn in resources}
            sender = statement.get("Condition", {}).get("StringEquals", {}).get("ses:FromAddress")
            if kinds != {"identity", "configuration-set"} or "*" in str(resources) or sender != {"Ref": "MailFrom"}:
                faults.append(f"{role} may mail as anybody")
    return faults


def wildcards_have_reasons(template, _facts):
    """No wildcard action or resource without a reason, which stands in the resource's own metadata under ``Wildcards``."""
    faults = []
    for name, resource in template["Resources"].items():
        reasons = resource.get("Metadata", {}).get("Wildcards", {})
        found = set(wildcards(template, resource))
        faults += [f"{name}: {what} has no reason" for what in sorted(found - set(reasons))]
        faults += [f"{name}: {what} is not there" for what in sorted(set(reasons) - found)]
        faults += [f"{name}: {what} has an empty reason" for what, why in reasons.items() if len(str(why)) < 20]
    return faults


def wildcards(template, resource):
    """Actions and resources of a resource's policies that say more than one thing, as written. What is attached to roles may deny as
    widely as it likes."""
    properties = resource.get("Properties", {})
    documents = [p["PolicyDocument"] for p in properties.get("Policies", [])] + [properties.get("PolicyDocument")]
    for document in filter(None, documents):
        for statement in as_list(document["Statement"]):
            if statement["Effect"] == "Deny" and resource["Type"] == "AWS::IAM::ManagedPolicy":
                continue
            for value in [*as_list(statement["Action"]), *as_list(statement["Resource"])]:
                written = value.get("Fn::Sub") if isinstance(value, dict) else value
                if written and "*" in written:
                    yield written


# The Actions of the store's calls; a transaction needs those of its parts.
TABLE_ACTIONS = {
    "dynamodb:GetItem",
    "dynamodb:BatchGetItem",
    "dynamodb:Query",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:ConditionCheckItem",
}
STREAM_ACTIONS = {
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
}


def the_table_is_used_as_the_store_does(template, facts):
    """No action the store has no call for, indexes by name and only to query, the stream only for notify."""
    faults, indexes = [], set(facts.schema["indexes"])
    for role in of_type(template, ROLE):
        for action, resources, _ in allowed(template, role):
            if not action.startswith("dynamodb:"):
                continue
            of_stream = action in STREAM_ACTIONS and role == "NotifyRole"
            if action not in TABLE_ACTIONS and not of_stream:
                faults.append(f"{role} may {action}")
            queried = {arn.partition("/index/")[2] for arn in resources if "/index/" in arn}
            if queried and (action != "dynamodb:Query" or not queried <= indexes):
                faults.append(f"{role} may {action} on {sorted(queried)}")
    return faults


ALL = [
    each_function_has_its_own_role,
    nobody_scans,
    records_are_written_once,
    changes_are_of_named_partitions,
    only_notify_mails,
    wildcards_have_reasons,
    the_table_is_used_as_the_store_does,
]
