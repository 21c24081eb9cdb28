"""Tests of the rehearsal's own logic, which need no emulator."""

import copy
import os
import sys
import unittest

from template import INFRA, flatten, load

sys.path.append(str(INFRA / "rehearse"))

from calls import Call, acts
from changes import ALL
from deploy import without
from permissions import NOT_REHEARSED, grants, look
from refusals import refused

TABLE = "arn:aws:dynamodb:ap-northeast-1:123456789012:table/Table"


def role(*statements):
    """A template with one role."""
    policies = [{"PolicyName": "own", "PolicyDocument": {"Version": "2012-10-17", "Statement": list(statements)}}]
    return {"Resources": {"SubmitRole": {"Type": "AWS::IAM::Role", "Properties": {"Policies": policies}}}}


def grant(action, resource=TABLE, partitions=None, effect="Allow"):
    """A statement, confined to partitions if there are any."""
    statement = {"Effect": effect, "Action": action, "Resource": resource}
    if partitions:
        statement["Condition"] = {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": partitions}}
    return statement


class Changes(unittest.TestCase):
    """What is changed for the emulator."""

    def test_each_changes_something_and_stands_in_the_readme(self):
        os.environ["AWS_DEFAULT_REGION"] = "ap-northeast-1"
        flat = flatten(load())
        readme = (INFRA / "README.md").read_text(encoding="utf-8")
        for change in ALL:
            before = copy.deepcopy(flat)
            change(flat, "http://127.0.0.1:1")
            self.assertNotEqual(before, flat, change.__name__)
            self.assertIn(f"- {change.__doc__}\n", readme)

    def test_an_action_is_taken_from_a_role(self):
        template = role(grant(["dynamodb:GetItem", "dynamodb:PutItem"]), grant("dynamodb:PutItem"))
        without(template, "SubmitRole", "dynamodb:PutItem")
        statements = template["Resources"]["SubmitRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"]
        self.assertEqual([s["Action"] for s in statements], [["dynamodb:GetItem"]])
        with self.assertRaises(SystemExit):
            without(template, "SubmitRole", "dynamodb:PutItem")


class Refusals(unittest.TestCase):
    """What the logs tell."""

    def test_function_and_action_are_found(self):
        words = "User: arn:aws:sts::000000000000:assumed-role/x-SubmitRole-1/haifu-dev-submit is not authorized to perform: dynamodb:PutItem on"
        self.assertEqual(refused(words), {("haifu-dev-submit", "dynamodb:PutItem")})
        self.assertEqual(refused("all is well"), set())
        self.assertEqual(refused("AccessDeniedException\n"), {("unknown", "AccessDeniedException")})


class Permissions(unittest.TestCase):
    """What was done, held against what is granted."""

    def look(self, template, *calls):
        return look(template, ["submit"], {Call("submit", *call) for call in calls})

    def test_writes_out_of_the_partitions_of_a_role_are_forbidden(self):
        template = role(grant("dynamodb:DeleteItem", partitions=["R#*"]), grant("dynamodb:DeleteItem", partitions=["RX#*"], effect="Deny"))
        self.assertEqual(self.look(template, ("dynamodb:DeleteItem", "", "R#1"))[0], [])
        self.assertEqual(self.look(template, ("dynamodb:DeleteItem", "", "H#1"))[0], ["SubmitRole: dynamodb:DeleteItem on H#"])
        template = role(grant("dynamodb:DeleteItem"), grant("dynamodb:DeleteItem", partitions=["H#*"], effect="Deny"))
        self.assertEqual(self.look(template, ("dynamodb:DeleteItem", "", "H#1"))[0], ["SubmitRole: dynamodb:DeleteItem on H#"])

    def test_grants_without_use_are_told(self):
        template = role(grant("dynamodb:Query", [TABLE, f"{TABLE}/index/by_due"]), grant("dynamodb:DeleteItem", partitions=["R#*", "O#*"]))
        self.assertEqual(
            self.look(template, ("dynamodb:Query", "by_due", ""), ("dynamodb:DeleteItem", "", "R#1"))[1],
            ["SubmitRole: dynamodb:Query", "SubmitRole: dynamodb:DeleteItem O#*"],
        )

    def test_what_is_not_rehearsed_is_granted(self):
        template = load()
        for entry, reason in NOT_REHEARSED.items():
            name, _, told = entry.partition(": ")
            self.assertIn(told, [" ".join(filter(None, one)) for one in grants(template, name)])
            self.assertGreater(len(reason), 20, entry)

    def test_each_item_of_a_transaction_is_an_act(self):
        key = {"pk": {"S": "T#1"}, "sk": {"S": "t"}}
        items = [{"Put": {"TableName": "t", "Item": {"pk": {"S": "E#13"}}}}, {"Delete": {"TableName": "t", "Key": key}}]
        self.assertEqual(
            list(acts("admin", "TransactWriteItems", {"TransactItems": items})),
            [Call("admin", "dynamodb:PutItem", partition="E#13"), Call("admin", "dynamodb:DeleteItem", partition="T#1")],
        )
        self.assertEqual(list(acts("admin", "Query", {"IndexName": "by_due"})), [Call("admin", "dynamodb:Query", "by_due")])
        self.assertEqual(list(acts("admin", "DeleteItem", {"Key": key})), [Call("admin", "dynamodb:DeleteItem", partition="T#1")])


if __name__ == "__main__":
    unittest.main()
