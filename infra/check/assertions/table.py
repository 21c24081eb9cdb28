"""The table: as store::schema has it, and safe."""

from template import of_type


def the_table(template):
    """Its properties; there is one."""
    (properties,) = of_type(template, "AWS::DynamoDB::Table").values()
    return properties


def keys(schema):
    """Partition and sort key."""
    return [next(k["AttributeName"] for k in schema if k["KeyType"] == kind) for kind in ("HASH", "RANGE")]


def schema_is_the_stores(template, facts):
    """Keys, indexes and their projections, types of key attributes, time to live."""
    table, schema = the_table(template), facts.schema
    faults = [] if keys(table["KeySchema"]) == schema["keys"] else ["the table's keys differ"]
    actual = {index["IndexName"]: (keys(index["KeySchema"]), index["Projection"]) for index in table.get("GlobalSecondaryIndexes", [])}
    for name, index_keys in schema["indexes"].items():
        own_keys, projection = actual.pop(name, (None, {}))
        if own_keys != index_keys:
            faults.append(f"the keys of {name} differ")
        if projection.get("ProjectionType") != "INCLUDE" or set(projection["NonKeyAttributes"]) != set(schema["projected"]):
            faults.append(f"the projection of {name} differs")
    faults += [f"{name} is no index of the store" for name in actual]
    defined = {d["AttributeName"]: d["AttributeType"] for d in table["AttributeDefinitions"]}
    key_names = [*schema["keys"], *(name for index_keys in schema["indexes"].values() for name in index_keys)]
    if defined != dict.fromkeys(key_names, "S"):
        faults.append("the attribute definitions differ")
    if table.get("TimeToLiveSpecification") != {"AttributeName": schema["time_to_live"], "Enabled": True}:
        faults.append("rows do not end by the store's attribute")
    return faults


def table_is_protected(template, _facts):
    """From being deleted, by a stack's deletion and replacement too, and by hand."""
    (resource,) = [r for r in template["Resources"].values() if r["Type"] == "AWS::DynamoDB::Table"]
    faults = [f"{name} is not Retain" for name in ("DeletionPolicy", "UpdateReplacePolicy") if resource.get(name) != "Retain"]
    if resource["Properties"].get("DeletionProtectionEnabled") is not True:
        faults.append("deletion protection is off")
    return faults


def table_can_be_restored(template, _facts):
    """Point-in-time recovery."""
    recovery = the_table(template).get("PointInTimeRecoverySpecification", {})
    return [] if recovery.get("PointInTimeRecoveryEnabled") is True else ["point-in-time recovery is off"]


def table_is_encrypted_and_on_demand(template, _facts):
    """By KMS; paid by the call."""
    table = the_table(template)
    faults = [] if table.get("SSESpecification") == {"SSEEnabled": True, "SSEType": "KMS"} else ["KMS is not used"]
    return faults + ([] if table.get("BillingMode") == "PAY_PER_REQUEST" else ["the table is not on demand"])


ALL = [schema_is_the_stores, table_is_protected, table_can_be_restored, table_is_encrypted_and_on_demand]
