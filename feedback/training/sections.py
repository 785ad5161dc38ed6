"""A mapping, such as a YAML file's, as a frozen dataclass: its fields' types are the schema."""

import dataclasses
import difflib
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from feedback.training.errors import BadConfig


def section(kind: type, given: Any, path: str) -> Any:
    """A dataclass's instance from a mapping.

    Args:
        kind: a dataclass of numbers, words, booleans, `Literal`s, tuples of words, a number or
            None, and other such dataclasses; a field's metadata may hold its bounds, `low`, `high`.
        path: where the mapping stands, for what is said of its values.

    Raises:
        BadConfig: a key no field has, or a value that its field cannot be; by its path.
    """
    if given is None:
        given = {}
    if not isinstance(given, dict):
        raise BadConfig(f"{path}: a section with keys is needed, not {given!r}", field=path)
    fields = {each.name: each for each in dataclasses.fields(kind)}
    wanted = typing.get_type_hints(kind)
    values = {}
    for key, value in given.items():
        place = f"{path}.{key}" if path else str(key)
        if key not in fields:
            raise BadConfig(f"{place} is no known key; {_nearest(str(key), fields)}", field=place)
        values[key] = _value(wanted[key], value, place, fields[key].metadata)
    return kind(**values)


def _nearest(key: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(key, list(known), n=1)
    return f"the nearest is {close[0]}" if close else f"known are: {', '.join(known)}"


def _value(kind: Any, value: Any, place: str, bounds: Mapping[str, float]) -> Any:
    if dataclasses.is_dataclass(kind):
        return section(kind, value, place)
    if typing.get_origin(kind) is types.UnionType:
        if value is None:
            return None
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) is Literal:
        return _one_of(typing.get_args(kind), value, place)
    if typing.get_origin(kind) is tuple:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise BadConfig(f"{place}: a list of words is needed, not {value!r}", field=place)
        return tuple(value)
    if kind is str and value is None:
        return ""
    return _scalar(kind, value, place, bounds)


def _one_of(allowed: tuple[Any, ...], value: Any, place: str) -> Any:
    if value not in allowed:
        names = ", ".join(str(each) or "nothing" for each in allowed)
        raise BadConfig(f"{place} must be one of: {names}; not {value!r}", field=place)
    return value


def _scalar(kind: type, value: Any, place: str, bounds: Mapping[str, float]) -> Any:
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        named = {int: "a whole number", float: "a number", bool: "true or false", str: "text"}
        raise BadConfig(f"{place}: {named[kind]} is needed, not {value!r}", field=place)
    if bounds and not bounds["low"] <= value <= bounds["high"]:
        raise BadConfig(f"{place} must be {bounds['low']:g} to {bounds['high']:g}", field=place)
    return value
