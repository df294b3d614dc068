"""YAML files: plain data with the line of every part, checked against a published schema."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import jsonschema
import yaml

from utfall.domain.finding import Finding
from utfall.integrations.folder.source import SourceFile
from utfall.locale import mark as _

KIND = "innehåll"
NOT_YAML = _("Filen är inte giltig YAML: {why}. Rätta indrag och citattecken på raden.")
SAME_KEY = _("Nyckeln {key} står två gånger. Ta bort den ena.")
NOT_A_MAPPING = _("Filen ska börja med {key}: och vad den innehåller.")
NOT_ALLOWED = _(
    "{place}: {key} är ingen känd uppgift. Ta bort den, eller rätta namnet till någon av {expected}."
)
NOT_GIVEN = _("{place}: uppgiften {key} saknas. Lägg till den.")
NOT_ONE_OF = _("{place}: ”{value}” går inte att välja. Välj någon av {expected}.")
NOT_THE_TYPE = _("{place}: ”{value}” ska vara {expected}.")
NOT_THE_FORM = _("{place}: ”{value}” har inte den form som behövs ({expected}).")
NOT_WITHIN = _("{place}: {value} ligger utanför {low}–{high}. Rätta talet.")
STANDS_TWICE = _("{place}: {value} står två gånger. Ta bort den ena.")
OTHER_FAULT = _("{place}: {why}")

_TAKEN_OTHERWISE = re.compile("[\t?!\ufeff]|[|>][-+0-9]*#")
_WHOLE = re.compile(r"-?(?:0|[1-9]\d*)")
_TYPES = {
    "array": "en lista", "object": "en grupp av uppgifter", "string": "text", "integer": "ett heltal",
    "boolean": "ja eller nej",
}  # fmt: skip
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The data of a YAML file, with the line on which each part of it begins.

    Scalars are texts, whole numbers, true or false; a number with decimals stays a text, so that it is exact.
    """

    data: dict[str, Any]
    lines: Mapping[Path, int]
    source: SourceFile

    def line(self, *path: str | int) -> int:
        """The line of the part, or of the nearest part around it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def place(self, *path: str | int) -> str:
        """File and line of the part, as findings say it."""
        return self.source.line(self.line(*path))


def kind_of(source: SourceFile) -> str:
    """What a YAML file says that it holds, or nothing."""
    if source.path.suffix.lower() not in (".yaml", ".yml"):
        return ""
    for line in source.head().splitlines():
        key, colon, value = line.strip().partition(":")
        if colon and key == KIND:
            return value.strip().strip("\"'")
        if line and not line.startswith("#"):
            break
    return ""


def load(source: SourceFile, schema: str) -> Tree | tuple[Finding, ...]:
    """The file's data, valid by the schema of that name, or everything that is wrong with it."""
    tree = parsed(source, source.text())
    return checked(tree, schema) if isinstance(tree, Tree) else tree


def checked(tree: Tree, schema: str) -> Tree | tuple[Finding, ...]:
    """The same data where it is valid by the schema of that name, or everything that is wrong with it."""
    faults = sorted(
        _validator(schema).iter_errors(tree.data), key=lambda fault: list(map(str, fault.absolute_path))
    )
    return tuple(_finding(tree, fault) for fault in faults) if faults else tree


def parsed(source: SourceFile, text: str, *, first_line: int = 1) -> Tree | tuple[Finding, ...]:
    """The data of the YAML text; `first_line` is where it begins in the file."""
    try:
        node = _composed(text)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + first_line if mark else first_line
        why = getattr(problem, "problem", None) or str(problem)
        return (source.finding("yaml", NOT_YAML, line=line, why=str(why)),)
    if not isinstance(node, yaml.MappingNode):
        return (source.finding("yaml", NOT_A_MAPPING, line=first_line, key=KIND),)
    lines: dict[Path, int] = {}
    twice: list[tuple[str, int]] = []
    data = _plain(node, (), lines, twice, first_line)
    if twice:
        return tuple(source.finding("duplicate-key", SAME_KEY, line=line, key=key) for key, line in twice)
    return Tree(data, lines, source)


def _composed(text: str) -> yaml.Node | None:
    """The nodes of the text, by the parser in C where there is one: it takes a tenth of the time.

    What it refuses, and the few signs that the two take differently, are parsed in Python, so that a file means the
    same and a fault is told in the same words everywhere.
    """
    if yaml.__with_libyaml__ and not _TAKEN_OTHERWISE.search(text):
        try:
            return yaml.compose(text, Loader=yaml.CSafeLoader)
        except (yaml.YAMLError, UnicodeError):
            pass
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _plain(
    node: yaml.Node, path: Path, lines: dict[Path, int], twice: list[tuple[str, int]], first_line: int
) -> Any:
    lines[path] = node.start_mark.line + first_line
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in found:
                twice.append((key, key_node.start_mark.line + first_line))
            found[key] = _plain(value_node, (*path, key), lines, twice, first_line)
            lines[(*path, key)] = key_node.start_mark.line + first_line
        return found
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(child, (*path, number), lines, twice, first_line)
            for number, child in enumerate(node.value)
        ]
    return _scalar(str(node.value), quoted=bool(getattr(node, "style", "")))


def _scalar(text: str, *, quoted: bool) -> str | int | bool:
    if quoted:
        return text.strip()
    if text in ("ja", "nej"):
        return text == "ja"
    return int(text) if _WHOLE.fullmatch(text) else text


@cache
def _validator(schema: str) -> jsonschema.Draft202012Validator:
    text = resources.files(__package__).joinpath("schemas", f"{schema}.schema.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def _finding(tree: Tree, fault: jsonschema.ValidationError) -> Finding:
    path = tuple(fault.absolute_path)
    code, message, values = next(_worded(fault))
    place = " › ".join(_step(tree.data, path, number) for number in range(len(path))) or tree.source.name
    extra = values.get("key")
    line = tree.line(*path, extra) if isinstance(extra, str) else tree.line(*path)
    return tree.source.finding(code, message, line=line, place=place, **values)


def _worded(fault: jsonschema.ValidationError) -> Iterator[tuple[str, str, dict[str, Any]]]:
    limit: Any = fault.validator_value
    value: Any = fault.instance
    schema: Any = fault.schema
    match fault.validator:
        case "additionalProperties" if isinstance(value, dict):
            expected = tuple(schema.get("properties", {}))
            unknown = next((key for key in value if key not in expected), "")
            yield "unknown-key", NOT_ALLOWED, {"key": unknown, "expected": expected}
        case "required":
            # The validator reports each missing key by itself, and names it first in its message.
            yield "missing-key", NOT_GIVEN, {"key": fault.message.split("'")[1]}
        case "enum" | "const":
            expected = tuple(map(str, limit)) if isinstance(limit, list) else (str(limit),)
            yield "choice", NOT_ONE_OF, {"value": str(value), "expected": expected}
        case "type":
            wanted = [limit] if isinstance(limit, str) else list(limit)
            yield (
                "type",
                NOT_THE_TYPE,
                {"value": _short(value), "expected": " eller ".join(_TYPES[w] for w in wanted)},
            )
        case "pattern":
            form = schema.get("description") or str(limit)
            yield "form", NOT_THE_FORM, {"value": str(value), "expected": form}
        case "minimum" | "maximum":
            low, high = (str(schema.get(end, "…")) for end in ("minimum", "maximum"))
            yield "range", NOT_WITHIN, {"value": str(value), "low": low, "high": high}
        case "uniqueItems":
            twice = next(item for number, item in enumerate(value) if item in value[:number])
            yield "twice", STANDS_TWICE, {"value": str(twice)}
        case _:
            yield "schema", OTHER_FAULT, {"why": fault.message}


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _step(data: object, path: Path, number: int) -> str:
    """A step of the path in words: an item of a list is named by its code where it has one."""
    step = path[number]
    item: Any = data
    for part in path[: number + 1]:
        item = item[part]
    if isinstance(step, int) and isinstance(item, dict) and "kod" in item:
        return str(item["kod"])
    return str(step + 1) if isinstance(step, int) else step
