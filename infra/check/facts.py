"""What the template is compared with: the code. Nothing is written down twice here."""

import json
import re
import tomllib
from dataclasses import dataclass

from template import ROOT


@dataclass(frozen=True)
class Facts:
    """What the code says."""

    schema: dict  # store::schema: keys, indexes, projected, time_to_live
    settings: frozenset  # every variable web::Config asks for
    routes: frozenset  # (method, path, function) of the router table in the root Cargo.toml
    functions: frozenset  # crates in functions/
    content_security_policy: str  # of local/src/ui.rs
    pages: frozenset  # addresses of the pages in ui/ and of the users' guide
    runbook: str  # text of docs/runbook.md
    workflows: dict  # texts of GitHub's workflows, by name


def read(path):
    """The facts, with those only the Rust code knows from the file that ``cargo xtask infra-facts`` writes."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Facts(
        schema=told["schema"],
        settings=frozenset(told["settings"]),
        routes=frozenset(routes()),
        functions=frozenset(folder.parent.name for folder in ROOT.glob("functions/*/Cargo.toml")),
        content_security_policy=content_security_policy(),
        pages=frozenset(pages()),
        runbook=(ROOT / "docs/runbook.md").read_text(encoding="utf-8"),
        workflows={path.name: path.read_text(encoding="utf-8") for path in ROOT.glob(".github/workflows/*.yml")},
    )


def routes():
    """The rows of the router table."""
    manifest = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))
    router = manifest["workspace"]["metadata"]["lambda"]["watch"]["router"]
    return [(row["method"], path, row["function"]) for path, rows in router.items() for row in rows]


def pages():
    """As `cargo xtask deploy` uploads them."""
    for folder, address in ((ROOT / "ui", ""), (ROOT / "docs" / "guide", "/guide")):
        yield from (f"{address}/{page.relative_to(folder)}" for page in folder.rglob("*.html"))


def content_security_policy():
    """The policy the local host sends; a backslash at a line's end continues a Rust string without the next line's indentation."""
    source = (ROOT / "local/src/ui.rs").read_text(encoding="utf-8")
    policy = re.search(r'CONTENT_SECURITY_POLICY: &str = "([^"]+)"', source).group(1)
    return re.sub(r"\\\n\s*", "", policy)


def logical_id(crate):
    """UpperCamelCase of a crate's name."""
    return "".join(part.capitalize() for part in crate.split("-"))
