"""Values of JSON, as a type."""

from __future__ import annotations

from typing import Any, TypeAlias

JsonValue: TypeAlias = Any
"""A value of JSON: text, number, boolean, null, a list or a mapping of such values.

The type checker follows recursive types badly where values are built up step by step, so the alias
says what is meant, and is checked no further.
"""
