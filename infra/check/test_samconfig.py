"""samconfig.toml says nothing the templates do not know, and no stage's account could be taken for another's."""

import tomllib
import unittest

from template import EDGE, INFRA, TEMPLATE, load

STAGES = ("dev", "practice", "prod")
CONFIG = tomllib.loads((INFRA / "samconfig.toml").read_text(encoding="utf-8"))


def overrides(environment):
    """The parameters an environment gives."""
    return dict(item.split("=", 1) for item in CONFIG[environment]["deploy"]["parameters"]["parameter_overrides"])


class Samconfig(unittest.TestCase):
    def test_every_stage_is_there_under_its_own_name(self):
        allowed = load()["Parameters"]["Stage"]["AllowedValues"]
        self.assertEqual(sorted(allowed), sorted(STAGES))
        for stage in STAGES:
            told = CONFIG[stage]["deploy"]["parameters"]
            self.assertEqual((told["stack_name"], overrides(stage)["Stage"]), (f"haifu-{stage}", stage))

    def test_only_parameters_of_the_template_are_given(self):
        for environment in CONFIG.keys() - {"version"}:
            parameters = load(EDGE if environment.startswith("edge-") else TEMPLATE)["Parameters"]
            self.assertLessEqual(overrides(environment).keys(), parameters.keys(), environment)

    def test_dev_and_practice_can_be_deployed_as_they_are(self):
        required = {name for name, told in load()["Parameters"].items() if "Default" not in told}
        for stage in ("dev", "practice"):
            self.assertLessEqual(required, overrides(stage).keys(), stage)

    def test_prod_names_no_office_that_nobody_chose(self):
        self.assertEqual(overrides("prod"), {"Stage": "prod"})
        self.assertTrue(CONFIG["prod"]["deploy"]["parameters"]["confirm_changeset"])


if __name__ == "__main__":
    unittest.main()
