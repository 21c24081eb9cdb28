"""The pinned tools, run over the templates. Each returns the faults it found."""

import fnmatch
import json
import os
import subprocess
import sys
import tomllib
import warnings
from pathlib import Path

# parliament's own use of setuptools, which is pinned for it.
warnings.filterwarnings("ignore", message="pkg_resources is deprecated")

from parliament import analyze_policy_string
from template import INFRA, of_type, resolve

BIN = Path(sys.executable).parent
# No tool may call home or ask an account.
OFFLINE = {
    "AWS_DEFAULT_REGION": "ap-northeast-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "SAM_CLI_TELEMETRY": "0",
    "BC_SKIP_MAPPING": "TRUE",
}


def run(*command):
    """A tool's exit status and what it said."""
    done = subprocess.run([BIN / command[0], *command[1:]], env={**os.environ, **OFFLINE}, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def complaints(*command):
    """What a tool says when it does not succeed."""
    status, said, also = run(*command)
    return [f"{command[0]}: {said.strip()} {also.strip()}"] if status else []


def cfn_lint(path):
    """cfn-lint, whose warnings are faults too."""
    return complaints("cfn-lint", "--non-zero-exit-code", "informational", str(path))


def sam_validate(path):
    """sam validate --lint."""
    return complaints("sam", "validate", "--lint", "--region", OFFLINE["AWS_DEFAULT_REGION"], "--template-file", str(path))


def checkov(paths):
    """checkov, but for what is skipped with a reason; a skip that finds nothing is a fault as well."""
    found = [finding for path in paths for finding in checkov_findings(path)]
    skips = tomllib.loads((INFRA / "check/checkov_skips.toml").read_text(encoding="utf-8"))["skip"]
    return unskipped(found, skips)


def checkov_findings(path):
    """(check, its name, logical id) of each finding."""
    _, said, also = run(
        "checkov", "--file", str(path), "--framework", "cloudformation", "--skip-download", "--quiet", "--compact", "--output", "json"
    )
    report = json.loads(said)
    # A file it cannot read has no finding either.
    if report["summary"]["parsing_errors"] or not report["summary"]["passed"]:
        raise RuntimeError(f"checkov did not read {path}: {also}")
    return [(check["check_id"], check["check_name"], check["resource"].rpartition(".")[2]) for check in report["results"]["failed_checks"]]


def unskipped(found, skips):
    """The findings no skip takes, and the skips that take none."""
    faults, used = [], set()
    for check, name, resource in found:
        taken = {
            (skip["id"], pattern)
            for skip in skips
            for pattern in skip["resources"]
            if skip["id"] == check and fnmatch.fnmatchcase(resource, pattern)
        }
        used |= taken
        if not taken:
            faults.append(f"checkov: {check} {name}: {resource}")
    for skip in skips:
        faults += [f"checkov: {skip['id']} finds nothing at {r}" for r in skip["resources"] if (skip["id"], r) not in used]
        if len(skip.get("reason", "")) < 20:
            faults.append(f"checkov: {skip['id']} is skipped without a reason")
    return faults


def parliament(template):
    """parliament on every policy of every role, inline and attached."""
    documents = {name: p["PolicyDocument"] for name, p in of_type(template, "AWS::IAM::ManagedPolicy").items()}
    for role, properties in of_type(template, "AWS::IAM::Role").items():
        for policy in properties.get("Policies", []):
            documents[f"{role}/{policy['PolicyName']}"] = policy["PolicyDocument"]
    faults = []
    for name, document in documents.items():
        found = analyze_policy_string(json.dumps(resolve(template, document))).findings
        faults += [f"parliament: {name}: {finding}" for finding in found]
    return faults
