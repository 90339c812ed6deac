"""An agent's file tree on disk: what `key_files_and_paths` draws, with a start for each file.

The tree keeps its root: `/agents/emailwizard/agent.py` becomes `DIR/agents/emailwizard/agent.py`.
So several agents share one DIR, and playbooks lie where `import` looks for them when DIR is the
folder of the document.
"""

from ionflux.authoring.scaffold.disk import missing, obstacles, write
from ionflux.authoring.scaffold.plan import Plan, PlannedFile, faults, plan

__all__ = ["Plan", "PlannedFile", "faults", "missing", "obstacles", "plan", "write"]
