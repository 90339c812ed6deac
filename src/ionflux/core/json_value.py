"""JSON values, as a type."""

from __future__ import annotations

from typing import Any, TypeAlias

JsonValue: TypeAlias = Any
"""A JSON value: text, number, boolean, null, a list or a mapping of such values.

Type checkers handle recursive types badly where values are built step by step, so the alias
only documents what is meant.
"""
