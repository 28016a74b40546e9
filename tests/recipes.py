"""The CI recipes, read: what they run, where, and what they ask of their surroundings."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
RECIPES = {
    "github": ROOT / "examples/ci/github/checklist.yml",
    "gitlab": ROOT / "examples/ci/gitlab/.gitlab-ci.yml",
    "gitea": ROOT / "examples/ci/gitea/checklist.yml",
}
SCHEMAS = {
    "github": ("vendor.github-workflows",),
    "gitlab": ("vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
    "gitea": ("vendor.github-workflows",),
}


def content(kind: str) -> dict[Any, Any]:
    found = yaml.safe_load(RECIPES[kind].read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def scripts(kind: str) -> Iterator[tuple[str, str]]:
    """Every script of a recipe with the name of its job or step."""
    recipe = content(kind)
    if kind == "gitlab":
        yield "before", "\n".join(recipe["default"]["before_script"])
        for name, job in recipe.items():
            if isinstance(job, dict) and "script" in job:
                yield name, "\n".join(job["script"])
        return
    for job in recipe["jobs"].values():
        for step in job["steps"]:
            if "run" in step:
                yield step["name"].lower(), step["run"]


def variables(kind: str) -> set[str]:
    """Names of our environment variables that a recipe mentions."""
    return set(re.findall(r"CHECKLIST_[A-Z_]+", RECIPES[kind].read_text(encoding="utf-8")))
