"""A section or a label whose form is not understood: its text is kept, its field stays empty.

The capabilities are not a list, the stack has no labels, the files are not a tree, no field of the
header is labelled, a label is similar to a known one, a label in the stack belongs to another
section, or a second block of YAML states what the definition lacks (`triggers`, `inputs`).

Why it matters: the text is only in `additional_sections`, and not in the field where it is
expected.

How to fix: write it in the form that the hint shows.

Bad:

    ### 2.1 Core Capabilities
    Groups contacts, writes two versions.

Good:

    ### 2.1 Core Capabilities
    * Groups contacts.
    * Writes two versions.
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
