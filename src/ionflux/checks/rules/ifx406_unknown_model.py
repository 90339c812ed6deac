"""A model is not among `models_used`; remarks in parentheses do not count.

Why it matters: the agent's prompts are written for the models in its definition, and the platform
connects only these.

How to fix: choose one of the definition's models, or add the model to the blueprint.

Bad:

    # the blueprint has: models: [openai:gpt-4o]
    config:
      llm_preference: {model: gpt-4}

Good:

    config:
      llm_preference: {model: openai:gpt-4o}
"""

from ionflux.core.findings import Severity

SEVERITY = Severity.ERROR
