"""`AgentDefinition`: an agent as its blueprint describes it.

Each field declares in its `Row` all that the rest of the program needs to know about it;
`fields.py` collects the rows in a table.
"""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from ionflux.models.base import AgentId, AgentName, Model, Namespace, Version
from ionflux.models.graph import Graph
from ionflux.models.inputs_outputs import InputField, OutputField
from ionflux.models.rows import (
    HEAD,
    IDENTITY,
    OWN_NAME,
    Row,
    breaking,
    compatible,
    cosmetic,
    text,
)
from ionflux.models.sameness import id_key, namespace_key
from ionflux.models.triggers import Trigger
from ionflux.models.types import DefinitionStatus, Service

_BUILT = compatible("How an agent is built does not concern its callers.")
_FILES = compatible("An agent's files do not matter to its users.")


class StackDetails(Model):
    """What the agent is built with."""

    language: Annotated[str | None, Row(_BUILT, key="language", title="Language")] = Field(
        default=None, description="Programming language."
    )
    runtime: Annotated[str | None, Row(_BUILT, key="runtime", title="Runtime")] = Field(
        default=None, description="Framework that runs the agent."
    )
    models_used: Annotated[
        tuple[str, ...], Row(_BUILT, key="models", reads="words", each=True, title="Models")
    ] = Field(default=(), description="Models, as `provider:model`.")
    database_dependencies: Annotated[
        tuple[str, ...], Row(_BUILT, key="databases", reads="words", each=True, title="Databases")
    ] = Field(default=(), description="Databases and vector stores.")
    queue_dependencies: Annotated[
        tuple[str, ...], Row(_BUILT, key="queues", reads="words", each=True, title="Queues")
    ] = Field(default=(), description="Queues and streams.")
    other_integrations: Annotated[
        tuple[str, ...],
        Row(_BUILT, key="integrations", reads="words", each=True, title="Integrations"),
    ] = Field(default=(), description="All other services and libraries.")


class MemoryConfig(Model):
    """Where the agent stores what it remembers."""

    type: Annotated[
        str | None,
        Row(breaking("What was remembered stays in the old store."), key="type", title="Type"),
    ] = Field(default=None, description="Kind of store, such as `pinecone`.")
    namespace_template: Annotated[
        Namespace | None,
        Row(
            breaking("What was remembered stays under the old namespace."),
            key="namespace",
            alike=namespace_key,
            title="Namespace",
        ),
    ] = Field(default=None, description="Namespace in the store; may contain `{{variables}}`.")


class FileEntry(Model):
    """One file of the agent's tree."""

    path: Annotated[str, Row(None, title="Path")] = Field(
        description="Path relative to the root, `/` between parts."
    )
    description: Annotated[str | None, Row(cosmetic(), title="Description")] = Field(
        default=None, description="The remark after the file."
    )


class FileTree(Model):
    """The file tree as data."""

    root: Annotated[str, Row(_FILES, title="Root")] = Field(
        description="The tree's first row, such as `/agents/emailwizard/`."
    )
    files: Annotated[tuple[FileEntry, ...], Row(_FILES, noun="file", each=True, title="Files")] = (
        Field(default=(), description="Files in the order of the tree.")
    )
    directories: Annotated[tuple[str, ...], Row(_FILES, each=True, title="Directories")] = Field(
        default=(), description="Directories in the order of the tree, relative to the root."
    )


class AgentDefinition(Model):
    """An agent as offered in the marketplace."""

    id: Annotated[
        AgentId,
        Row(
            breaking(
                "Reported for a rename; to users of the old id, the agent is gone.",
                "agent {old} is probably called {new} now: configurations refer to it by its id",
            ),
            key=OWN_NAME,
            alike=id_key,
            title="Id",
            chapter=IDENTITY,
        ),
    ] = Field(description="`agent_` and digits with an optional suffix, or a UUID.")
    name: Annotated[
        AgentName,
        Row(
            breaking(
                "Names are unique, and people and programs look agents up by them.",
                "name changed from {old} to {new}: those who look it up by its name will not find"
                " it",
            ),
            key=OWN_NAME,
            title="Name",
            chapter=IDENTITY,
        ),
    ] = Field(description="Unique name, such as `EmailWizard`.")
    epithet: Annotated[str | None, text("Epithet", within="header", label=True, chapter=HEAD)] = (
        Field(default=None, description="The agent's epithet.")
    )
    tagline: Annotated[str | None, text("Tagline", within="header", label=True, chapter=HEAD)] = (
        Field(default=None, description="The slogan.")
    )
    introduction_text: Annotated[str | None, text("Introduction", within="introduction")] = Field(
        default=None, description="The introduction, Markdown."
    )
    archetype: Annotated[
        str | None, text("Archetype", within="essence", label=True, chapter="Essence")
    ] = Field(default=None, description="The role the agent plays.")
    dna_phrase: Annotated[
        str | None, text("DNA phrase", within="essence", label=True, chapter="Essence")
    ] = Field(default=None, description="The agent in one phrase.")
    core_capabilities: Annotated[
        tuple[str, ...],
        text("Capabilities", reads="words", within="capabilities"),
    ] = Field(default=(), description="One capability per entry; nested points are lines of it.")
    essence_punch: Annotated[
        str | None, text("Punch", within="essence_detail", label=True, chapter="Essence")
    ] = Field(default=None, description="The essence in one striking sentence.")
    essence_interpretation: Annotated[
        str | None, text("Interpretation", within="essence_detail", label=True, chapter="Essence")
    ] = Field(default=None, description="What the punch means.")
    version: Annotated[
        Version,
        Row(
            cosmetic(
                "The version announces changes; it is not one itself.",
                "version changed from {old} to {new}",
            ),
            key=OWN_NAME,
            title="Version",
            chapter=IDENTITY,
        ),
    ] = Field(description="Version as written, such as `0.1` or `1.2.0`.")
    description: Annotated[
        str | None,
        text("Description", section="purpose", expected=False, label=True, chapter=HEAD),
    ] = Field(default=None, description="What the agent does, in brief.")
    triggers_config: Annotated[
        tuple[Trigger, ...],
        Row(None, key="triggers", reads="triggers", noun="trigger", title="Triggers"),
    ] = Field(default=(), description="What starts the agent.")
    inputs_schema: Annotated[
        tuple[InputField, ...],
        Row(None, key="inputs", reads="inputs", noun="input", title="Inputs"),
    ] = Field(default=(), description="Values it accepts.")
    outputs_config: Annotated[
        tuple[OutputField, ...],
        Row(None, key="outputs", reads="outputs", noun="output", title="Outputs"),
    ] = Field(default=(), description="Values it returns.")
    stack_details: Annotated[
        StackDetails, Row(None, key="stack", reads="stack", within="stack", title="Stack")
    ] = Field(default=StackDetails(), description="What the agent is built with.")
    memory_config: Annotated[
        MemoryConfig,
        Row(
            None,
            key="memory",
            reads="memory",
            title="Memory",
            chapter="Stack",
            kept={"description": "memory_description"},
        ),
    ] = Field(default=MemoryConfig(), description="Where the agent stores what it remembers.")
    default_file_structure_template: Annotated[str | None, Row(_FILES, within="files")] = Field(
        default=None, description="The file tree, as written."
    )
    key_files_and_paths: Annotated[FileTree | None, Row(_FILES, within="files", title="Files")] = (
        Field(default=None, description="That tree as data.")
    )
    scheduling_and_triggers_summary: Annotated[
        str | None, text("Scheduling and triggers", section="scheduling")
    ] = Field(default=None, description="When and why the agent runs, Markdown.")
    kpis_definition: Annotated[str | None, text("KPIs", section="kpis")] = Field(
        default=None, description="How success is measured."
    )
    failure_fallback_strategy: Annotated[
        str | None, text("Failure and fallback", section="failure")
    ] = Field(default=None, description="What happens when something fails.")
    example_integration_flow: Annotated[str | None, text("Example", section="example")] = Field(
        default=None, description="An end-to-end scenario."
    )
    dynamic_expansion_notes: Annotated[str | None, text("Expansion", section="expansion")] = Field(
        default=None, description="What comes next."
    )
    escape_the_obvious_feature: Annotated[
        str | None, text("Escape the obvious", section="escape")
    ] = Field(default=None, description="The unexpected feature.")
    underlying_services_required: Annotated[
        tuple[Service, ...],
        Row(
            None,
            key="services",
            reads="services",
            noun="service",
            each=True,
            title="Services",
            chapter="Stack",
        ),
    ] = Field(default=(), description="Platform services that an instance must be connected to.")
    category: Annotated[
        str | None,
        Row(
            compatible("Only its place in the marketplace changes."),
            key=OWN_NAME,
            title="Category",
            chapter=IDENTITY,
        ),
    ] = Field(default=None, description="Category in the marketplace.")
    created_at: Annotated[datetime | None, Row(None)] = Field(
        default=None, description="When the record was created."
    )
    updated_at: Annotated[datetime | None, Row(None)] = Field(
        default=None, description="When it last changed."
    )
    status: Annotated[
        DefinitionStatus,
        Row(
            compatible("The state of an agent does not affect calls to it."),
            key=OWN_NAME,
            title="Status",
            chapter=IDENTITY,
        ),
    ] = Field(default="draft", description="State in the lifecycle.")
    additional_sections: Annotated[dict[str, Any], Row(None)] = Field(
        default={}, description="Sections and keys without a field of their own."
    )
    graph: Annotated[
        Graph | None,
        Row(compatible("How an agent works inside does not concern its callers."), title="Graph"),
    ] = Field(default=None, description="The transforms of a FluxGraph agent and their wiring.")
