"""The graph of a FluxGraph agent: transforms and their dependencies."""

from typing import Annotated, Any

from pydantic import Field

from ionflux.models.base import Model, Name
from ionflux.models.rows import Row, compatible

_BUILT = compatible("How an agent works inside does not concern its callers.")


class GraphNode(Model):
    """One step of a graph: a transform, its inputs and its outputs."""

    id: Annotated[Name, Row(None, title="Node")] = Field(
        description="Name of the node, unique in the graph."
    )
    transform: Annotated[
        Name,
        Row(
            compatible(_BUILT.reason, "node {key} runs {new} instead of {old}"),
            title="Transform",
        ),
    ] = Field(description="Transform that the node runs.")
    inputs: Annotated[dict[str, Any], Row(None, title="Inputs")] = Field(
        default={}, description="Inputs of the transform; texts may contain templates."
    )
    outputs: Annotated[tuple[str, ...], Row(_BUILT, each=True, title="Outputs")] = Field(
        default=(), description="Names of its outputs."
    )
    condition: Annotated[str | None, Row(_BUILT, title="Condition")] = Field(
        default=None, description="Template; the node runs if it is true."
    )
    depends_on: Annotated[tuple[str, ...], Row(_BUILT, each=True, title="Depends on")] = Field(
        default=(), description="Nodes that it waits for, besides those that it refers to."
    )
    approval_scope: Annotated[
        str | None,
        Row(compatible("Users are asked when the node runs."), title="Approval scope"),
    ] = Field(default=None, description="What a user has to approve before the node runs.")


class Graph(Model):
    """Transforms in the order of the document; their dependencies decide when each runs."""

    nodes: Annotated[tuple[GraphNode, ...], Row(None, noun="node", title="Nodes")] = Field(
        default=(), description="The nodes, in the order of the document."
    )
