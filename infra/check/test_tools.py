"""The tools find what they are there for, and a skip takes no more than it says."""

import copy
import unittest

import tools
from template import flatten, load

TEMPLATE = load()
REASON = "a reason of some length"


class Parliament(unittest.TestCase):
    def check(self, said, **statement):
        template = copy.deepcopy(TEMPLATE)
        document = template["Resources"]["ListRole"]["Properties"]["Policies"][0]["PolicyDocument"]
        document["Statement"].append({"Effect": "Allow", **statement})
        faults = tools.parliament(template)
        self.assertTrue(any("ListRole/own" in fault and said in fault for fault in faults), faults)

    def test_a_misspelt_action_is_found(self):
        self.check("UNKNOWN_ACTION", Action="dynamodb:GetItems", Resource="*")

    def test_an_action_on_a_resource_it_does_not_know_is_found(self):
        self.check("RESOURCE_MISMATCH", Action="sqs:SendMessage", Resource="arn:aws:s3:::bucket")


class Checkov(unittest.TestCase):
    def check(self, found, skips, faults):
        self.assertEqual(tools.unskipped(found, skips), faults)

    def test_a_finding_is_a_fault_unless_it_is_skipped_there(self):
        finding = ("CKV_1", "Ensure it", "Table")
        self.check([finding], [{"id": "CKV_1", "resources": ["Table"], "reason": REASON}], [])
        self.check([finding], [], ["checkov: CKV_1 Ensure it: Table"])
        self.check(
            [finding],
            [{"id": "CKV_1", "resources": ["Queue"], "reason": REASON}],
            ["checkov: CKV_1 Ensure it: Table", "checkov: CKV_1 finds nothing at Queue"],
        )

    def test_a_skip_needs_a_reason(self):
        skips = [{"id": "CKV_1", "resources": ["T*"], "reason": "no"}]
        self.check([("CKV_1", "", "Table")], skips, ["checkov: CKV_1 is skipped without a reason"])


class Flattening(unittest.TestCase):
    def test_no_function_is_left_for_the_transform(self):
        kinds = {resource["Type"] for resource in flatten(TEMPLATE)["Resources"].values()}
        self.assertIn("AWS::Lambda::Function", kinds)
        self.assertFalse([kind for kind in kinds if kind.startswith("AWS::Serverless")])


if __name__ == "__main__":
    unittest.main()
