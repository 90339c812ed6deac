"""`AgentDefinition`: what an agent is, as its blueprint says (the proposal; spec section 3)."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict

from ionflux.models.base import AgentId, Cron, Model, Name, Version, WebhookPath

InputType = Literal["json", "string", "number", "boolean"]
OutputType = Literal["json", "string", "md", "url", "number", "boolean"]
Service = Literal["LLM", "Shopify", "TikTok", "WebSearch", "Email", "WhatsApp"]
HttpMethod = Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
DefinitionStatus = Literal["draft", "active", "deprecated"]


class ScheduleConfig(TypedDict):
    """When a schedule fires; further keys are kept as they are."""

    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]  # pydantic's own hook

    cron: Annotated[Cron, Field(description="Cron expression of five fields, or a macro.")]


class WebhookConfig(TypedDict):
    """Where a webhook listens; further keys are kept as they are."""

    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]  # pydantic's own hook

    path: Annotated[WebhookPath, Field(description="Path that starts with `/`.")]
    method: Annotated[HttpMethod, Field(description="HTTP method that the path answers to.")]


class ScheduleTrigger(Model):
    """A trigger that fires at the times of a cron expression."""

    type: Literal["schedule"] = Field(description="`schedule`.")
    config: ScheduleConfig = Field(description="The cron expression and what else is set.")


class WebhookTrigger(Model):
    """A trigger that fires when its path is called."""

    type: Literal["webhook"] = Field(description="`webhook`.")
    config: WebhookConfig = Field(description="Path and method, and what else is set.")


class EventTrigger(Model):
    """A trigger that fires when an event arrives."""

    type: Literal["event"] = Field(description="`event`.")
    config: dict[str, Any] = Field(default={}, description="What the event source needs.")


Trigger = Annotated[ScheduleTrigger | WebhookTrigger | EventTrigger, Field(discriminator="type")]


def _fits(value: object, kind: str) -> bool:
    if kind == "string":
        return isinstance(value, str)
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return True


class InputField(Model):
    """One value that an instance of the agent takes."""

    key: Name = Field(description="Name of the input, unique in the agent.")
    type: InputType = Field(description="Kind of value.")
    required: StrictBool = Field(default=False, description="Whether an instance must give it.")
    description: str | None = Field(default=None, description="What the value is for.")
    default: Any = Field(default=None, description="Value where an instance gives none.")

    @property
    def is_needed(self) -> bool:
        """Whether an instance must give the value: it is required and has no default."""
        return self.required and self.default is None

    @model_validator(mode="after")
    def _default_fits(self) -> Self:
        if self.default is not None and not _fits(self.default, self.type):
            raise PydanticCustomError(
                "default_type",
                "the default is no {kind}",
                {"kind": self.type, "loc": ("default",)},
            )
        return self


class OutputField(Model):
    """One value that the agent hands out."""

    key: Name = Field(description="Name of the output, unique in the agent.")
    type: OutputType = Field(description="Kind of value.")
    description: str | None = Field(default=None, description="What the value holds.")


class StackDetails(Model):
    """What the agent is built with."""

    language: str | None = Field(default=None, description="Programming language.")
    runtime: str | None = Field(default=None, description="Framework that runs the agent.")
    models_used: tuple[str, ...] = Field(default=(), description="Models, as `provider:model`.")
    database_dependencies: tuple[str, ...] = Field(
        default=(), description="Databases and vector stores."
    )
    queue_dependencies: tuple[str, ...] = Field(default=(), description="Queues and streams.")
    other_integrations: tuple[str, ...] = Field(
        default=(), description="All other services and libraries."
    )


class MemoryConfig(Model):
    """Where the agent remembers."""

    type: str | None = Field(default=None, description="Kind of store, such as `pinecone`.")
    namespace_template: str | None = Field(
        default=None, description="Namespace in the store; may hold `{{variables}}`."
    )


class FileEntry(Model):
    """One file of the agent's tree."""

    path: str = Field(description="Path relative to the root, `/` between parts.")
    description: str | None = Field(default=None, description="The remark behind the file.")


class FileTree(Model):
    """The drawn file tree as data."""

    root: str = Field(description="The tree's first row, such as `/agents/emailwizard/`.")
    files: tuple[FileEntry, ...] = Field(default=(), description="Files in the order drawn.")
    directories: tuple[str, ...] = Field(
        default=(), description="Directories in the order drawn, relative to the root."
    )


class AgentDefinition(Model):
    """An agent as the marketplace offers it."""

    id: AgentId = Field(description="`agent_` and digits with an optional suffix, or a UUID.")
    name: Name = Field(description="Unique name, such as `EmailWizard`.")
    epithet: str | None = Field(default=None, description="The agent's by-name.")
    tagline: str | None = Field(default=None, description="The slogan.")
    introduction_text: str | None = Field(default=None, description="The introduction, Markdown.")
    archetype: str | None = Field(default=None, description="The role the agent plays.")
    dna_phrase: str | None = Field(default=None, description="The agent in one phrase.")
    core_capabilities: tuple[str, ...] = Field(
        default=(), description="One capability each; nested points stand on lines of their own."
    )
    essence_punch: str | None = Field(default=None, description="The essence as a blow.")
    essence_interpretation: str | None = Field(default=None, description="What the punch means.")
    version: Version = Field(description="Version as written, such as `0.1` or `1.2.0`.")
    description: str | None = Field(default=None, description="What the agent does, in short.")
    triggers_config: tuple[Trigger, ...] = Field(default=(), description="What starts the agent.")
    inputs_schema: tuple[InputField, ...] = Field(default=(), description="Values it takes.")
    outputs_config: tuple[OutputField, ...] = Field(default=(), description="Values it hands out.")
    stack_details: StackDetails = Field(
        default=StackDetails.model_construct(), description="What the agent is built with."
    )
    memory_config: MemoryConfig = Field(
        default=MemoryConfig.model_construct(), description="Where the agent remembers."
    )
    default_file_structure_template: str | None = Field(
        default=None, description="The drawn file tree, as written."
    )
    key_files_and_paths: FileTree | None = Field(default=None, description="That tree as data.")
    scheduling_and_triggers_summary: str | None = Field(
        default=None, description="When and why the agent runs, Markdown."
    )
    kpis_definition: str | None = Field(default=None, description="How success is measured.")
    failure_fallback_strategy: str | None = Field(
        default=None, description="What happens when something fails."
    )
    example_integration_flow: str | None = Field(
        default=None, description="A scenario told from end to end."
    )
    dynamic_expansion_notes: str | None = Field(default=None, description="What comes next.")
    escape_the_obvious_feature: str | None = Field(
        default=None, description="The feature nobody expects."
    )
    underlying_services_required: tuple[Service, ...] = Field(
        default=(), description="Platform services that an instance needs connected."
    )
    category: str | None = Field(default=None, description="Shelf in the marketplace.")
    created_at: datetime | None = Field(default=None, description="When the record was made.")
    updated_at: datetime | None = Field(default=None, description="When it last changed.")
    status: DefinitionStatus = Field(default="draft", description="Place in the lifecycle.")
    additional_sections: dict[str, Any] = Field(
        default={}, description="Sections and keys that have no field of their own."
    )
