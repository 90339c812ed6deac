"""An agent's file tree on disk: the files of `key_files_and_paths`, each with initial contents.

The tree keeps its root: `/agents/emailwizard/agent.py` becomes `DIR/agents/emailwizard/agent.py`.
So several agents can share a DIR, and playbooks are where `import` looks for them if DIR is the
folder of the document.
"""

from ionflux.authoring.scaffold.disk import missing, obstacles, write
from ionflux.authoring.scaffold.plan import Plan, PlannedFile, faults, plan

__all__ = ["Plan", "PlannedFile", "faults", "missing", "obstacles", "plan", "write"]
