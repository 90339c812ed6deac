"""A model that is not among `models_used`; remarks in parentheses do not count.

Why it matters: the agent's prompts are made for the models that its definition names, and the
platform connects no other.

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
