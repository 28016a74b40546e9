"""The JSON Schemas of input files, for editors; generated from the models.

`input.schema.json` and `group-input.schema.json` beside this file are the committed copies that the
samples name in their first line; a test fails when one is stale. Labels and hints come from
`checklist.messages.fields`.
"""

import json
from typing import Any, Final

from checklist.company import SECTIONS, Company, Part
from checklist.messages.fields import FIELDS, GROUP_FIELDS, Field
from checklist.rules.names import LawIds

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def input_schema() -> dict[str, Any]:
    """The schema of an input file as a YAML 1.2 editor sees it (`yes` is text, `18` a number)."""
    schema, parts = _described(Company, FIELDS)
    _inline(schema, parts)
    for name in SECTIONS:
        if name != "company":
            _may_be_empty(schema["properties"][name])
    _may_be_empty(parts["Tax"]["properties"]["filing"])
    for name in ("events", "done", "notes", "estimates", "overrides", "people"):
        _may_be_empty(schema["properties"][name])
    events = {"enum": sorted(LawIds("events"))}
    schema["properties"]["events"]["anyOf"][0]["propertyNames"] = events
    return {
        "$schema": DIALECT,
        "title": "企业注销清单的输入文件 / Input file of the wind-down checklist",
        **schema,
        "$defs": parts,
    }


def input_schema_text() -> str:
    """The committed form of `input_schema`."""
    return _text(input_schema())


def group_input_schema() -> dict[str, Any]:
    """The schema of a group's file; what a member's `inline` may hold is that of an input file."""
    from checklist.groupfile import GroupFile

    schema, parts = _described(GroupFile, GROUP_FIELDS)
    _may_be_inline(parts["Sister"])
    company = input_schema()
    inner = {**company.pop("$defs"), "Company": {"properties": company["properties"]}}
    parts |= json.loads(json.dumps(inner).replace('"#/properties/', '"#/$defs/Company/properties/'))
    return {
        "$schema": DIALECT,
        "title": "企业注销清单的集团文件 / Group file of the wind-down checklist",
        **schema,
        "$defs": parts,
    }


def group_input_schema_text() -> str:
    """The committed form of `group_input_schema`."""
    return _text(group_input_schema())


def plan_schema_text() -> str:
    """The committed form of the plan's JSON Schema."""
    from checklist.plan import Plan

    return _text({"$schema": DIALECT, **Plan.model_json_schema(mode="serialization")})


def group_schema_text() -> str:
    """The JSON Schema of a group's plan."""
    from checklist.groupplan import GroupPlan

    return _text({"$schema": DIALECT, **GroupPlan.model_json_schema(mode="serialization")})


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _described(
    model: type[Part], fields: dict[str, Field]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A model's schema and its parts, with the labels and hints of `fields`."""
    schema = model.model_json_schema()
    parts = schema.pop("$defs")
    for part in [schema, *parts.values()]:
        for name in ("title", "description"):
            part.pop(name, None)
    _describe(schema, parts, "", fields)
    return schema, parts


def _may_be_inline(part: dict[str, Any]) -> None:
    """What has an input file of its own may hold that input instead."""
    entry = part["properties"]["inline"]
    del entry["type"]
    entry["anyOf"] = [{"$ref": "#/$defs/Inline"}, {"type": "null"}]


def _inline(schema: dict[str, Any], parts: dict[str, Any]) -> None:
    """A member's input inside its holder's: the same keys; what the item says may be left out."""
    identity = dict(parts["Identity"])
    identity.pop("required", None)
    parts["InlineIdentity"] = identity
    keys = {name: {"$ref": f"#/properties/{name}"} for name in schema["properties"]}
    keys["company"] = {"$ref": "#/$defs/InlineIdentity"}
    titles = {
        name: {
            key: schema["properties"][name][key]
            for key in ("title", "description")
            if key in schema["properties"][name]
        }
        for name in keys
    }
    parts["Inline"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {**node, **titles[name]} for name, node in keys.items()},
    }
    for name in ("Branch", "Investment"):
        _may_be_inline(parts[name])


def _describe(
    node: dict[str, Any], parts: dict[str, Any], prefix: str, fields: dict[str, Field]
) -> None:
    """Give every property below `node` its label and hint, by its path."""
    for name, child in node.get("properties", {}).items():
        path = f"{prefix}.{name}" if prefix else name
        field = fields[path]
        child.pop("default", None)
        child["title"] = f"{field.label.zh} / {field.label.en}"
        hints = [text for text in field.hint if text]
        if hints:
            child["description"] = " / ".join(dict.fromkeys(hints))
        for part in _parts_of(child):
            _describe(parts[part], parts, path, fields)


def _parts_of(node: Any) -> list[str]:
    """Names of the parts that a property refers to."""
    if isinstance(node, dict):
        found = [str(node["$ref"]).rpartition("/")[2]] if "$ref" in node else []
        return found + [name for value in node.values() for name in _parts_of(value)]
    if isinstance(node, list):
        return [name for value in node for name in _parts_of(value)]
    return []


def _may_be_empty(node: dict[str, Any]) -> None:
    """A section that is written without content is unknown, not wrong."""
    words: dict[str, Any] = {
        name: node.pop(name) for name in ("title", "description") if name in node
    }
    content = dict(node)
    node.clear()
    node["anyOf"] = [content, {"type": "null"}]
    node.update(words)
