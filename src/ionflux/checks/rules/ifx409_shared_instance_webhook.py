"""Two stored configurations of one workspace answer the same method and webhook path.

Triggers that are switched off do not count. This is found when stored configurations are checked.

Why it matters: a call starts one of the two, or both, unpredictably.

How to fix: give one of them another path, or switch its trigger off.

Bad:

    # two configurations of agent_001 in the workspace ws-1
    config: {}

Good:

    # one of them
    config:
      triggers:
        - type: webhook
          config_override: {path: /emailwizard/second}
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.WARNING
