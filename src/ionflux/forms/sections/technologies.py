"""Technologies by name, and the dependencies that the stack and data store sections name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ionflux.core.patterns import regex
from ionflux.language import Words, words

DATABASES = "database_dependencies"
QUEUES = "queue_dependencies"
OTHERS = "other_integrations"

_LABELS = {
    **dict.fromkeys(("queue", "queues", "stream", "streams", "messaging queue", "fila"), QUEUES),
    **dict.fromkeys(
        (
            "db", "database", "databases", "data", "storage", "vector", "vector db",
            "vector database", "vector store", "data store", "banco de dados", "dados",
        ),
        DATABASES,
    ),
    **dict.fromkeys(("runtime", "framework", "llm", "llms", "orm")),
}  # fmt: skip
"""Labels of the stack section to the list that their values belong to; None for no dependency."""

_NAMES = {
    DATABASES: (
        "postgres", "postgresql", "mysql", "mariadb", "sqlite", "mongodb", "mongo", "dynamodb",
        "cassandra", "clickhouse", "bigquery", "snowflake", "duckdb", "elasticsearch",
        "opensearch", "pinecone", "weaviate", "qdrant", "milvus", "chroma", "chromadb", "pgvector",
        "faiss", "supabase", "firestore", "cockroachdb", "neo4j", "timescaledb", "influxdb",
        "redshift", "planetscale", "lancedb", "couchdb", "mssql", "oracle",
    ),
    QUEUES: (
        "kafka", "rabbitmq", "sqs", "celery", "rq", "nats", "pulsar", "kinesis", "pubsub",
        "bullmq", "sidekiq", "activemq", "zeromq", "redis streams", "redis rq", "pub sub",
        "service bus",
    ),
    OTHERS: (
        "s3", "gcs", "r2", "minio", "cloudfront", "cloudflare", "cloud storage", "blob storage",
    ),
}  # fmt: skip
KNOWN: dict[Words, str] = {words(n): kind for kind, names in _NAMES.items() for n in names}
_BEGINNINGS = {name[0] for name in KNOWN}

_MAKERS = frozenset(
    (
        "aws",
        "amazon",
        "apache",
        "azure",
        "google",
        "gcp",
        "cloud",
        "managed",
        "fallback",
        "confluent",
    )
)
_LONGEST = 2
_SEPARATORS = regex(r"[,;]| / ")
_PARENTHESIS = regex(r"[()]")


def split(value: str) -> list[str]:
    """Split a stack item's value at commas, semicolons and ` / `; drop what is in parentheses.

    Parentheses that do not close are text like any other.
    """
    if "(" in value and value.count("(") == value.count(")"):
        value = _outside_parentheses(value)
    return [clean for piece in _SEPARATORS.split(value) if (clean := _clean(piece))]


def _outside_parentheses(value: str) -> str:
    pieces, depth, reached = [], 0, 0
    for found in _PARENTHESIS.finditer(value):
        if depth == 0:
            pieces.append(value[reached : found.start()])
        depth = max(depth + (1 if found[0] == "(" else -1), 0)
        reached = found.end()
    if depth == 0:
        pieces.append(value[reached:])
    return "".join(pieces)


def _clean(piece: str) -> str:
    return " ".join(piece.split()).removesuffix(".").strip()


@lru_cache(maxsize=1024)  # the same few technologies serve most agents
def list_for(label: str, value: str) -> str | None:
    """Return the dependency list that a value belongs to, or None where it is no dependency.

    A technology known by name goes where it belongs whatever its label says.
    """
    return _known(words(value)) or _LABELS.get(" ".join(words(label)), OTHERS)


def _known(value: Words) -> str | None:
    """Return the list of the technology that the words begin with."""
    for start in range(len(value)):
        for length in range(_LONGEST, 0, -1):
            if kind := KNOWN.get(value[start : start + length]):
                return kind
        if value[start] not in _MAKERS:
            return None
    return None


_TOKEN = regex(r"[^\W_]+")


def named_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the technologies that a data store's text names, as written, each with its list."""
    tokens = _TOKEN.finditer(text)
    token = next(tokens, None)
    while token:
        following = next(tokens, None)
        word = words(token[0])
        if word and word[0] in _BEGINNINGS:
            pair = (*word, *words(following[0])) if following else ()
            if following and (kind := KNOWN.get(pair)):
                yield text[token.start() : following.end()], kind
                following = next(tokens, None)
            elif kind := DATABASES if word == ("redis",) else KNOWN.get(word):
                yield token[0], kind
        token = following
