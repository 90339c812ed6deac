"""Names of technologies: their synonyms, their lists, and how to find them in prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from ionflux.core.patterns import regex
from ionflux.core.words import Words, phrases, words
from ionflux.language.negations import is_passed_over

DATABASES = "database_dependencies"
QUEUES = "queue_dependencies"
OTHERS = "other_integrations"
TOOLS = "tools"
_NAMES = {
    DATABASES: """
        postgres = postgresql = postgre = pgsql, mysql, mariadb = maria db, sqlite = sqlite3,
        mongodb = mongo = mongo db, dynamodb = dynamo db, cassandra, clickhouse = click house,
        bigquery = big query, snowflake, duckdb = duck db, elasticsearch = elastic search,
        opensearch = open search, pinecone, weaviate, qdrant, milvus, chroma = chromadb = chroma db,
        pgvector = pg vector, faiss, supabase, firestore, cockroachdb = cockroach db, neo4j,
        timescaledb = timescale, influxdb = influx db, redshift, planetscale, lancedb = lance db,
        couchdb = couch db, couchbase, mssql = sql server = ms sql, oracle, redis, valkey,
        cosmosdb = cosmos db, scylladb = scylla, arangodb = arango db
    """,
    QUEUES: """
        kafka, redpanda, rabbitmq = rabbit mq, sqs, celery, rq, nats, pulsar, kinesis,
        pubsub = pub sub, bullmq = bull mq, sidekiq, activemq = active mq, zeromq = zero mq,
        redis streams = redis stream, redis rq, redis pubsub = redis pub sub, service bus,
        event hubs = event hub, eventbridge = event bridge
    """,
    OTHERS: """
        s3, gcs = cloud storage, r2, minio, cloudfront = cloud front, blob storage
    """,
    TOOLS: """
        airflow, ansible, auth0, backblaze, calendly, cloudflare, coqui tts = coqui,
        crewai = crew ai, dagster, datadog = data dog, dbt, deepgram, discord, docker,
        elevenlabs = eleven labs, fastapi, ffmpeg, figma, flask, flink, fluentd, fly io = fly,
        github actions, gitlab, gmail, grafana, haystack, heroku, hubspot = hub spot,
        hugging face = huggingface, jaeger, jenkins, jira, keras, kubernetes = k8s,
        langchain = lang chain, langfuse, langgraph = lang graph, langsmith = lang smith,
        llamaindex = llama index, loki, mailchimp, mailgun, memcached, mlflow, moviepy, n8n,
        netlify, new relic = newrelic, node js = nodejs = node, notion, numpy, ollama,
        opencv = open cv, opentelemetry = open telemetry = otel, pagerduty = pager duty,
        pandas, paypal, pillow, playwright, postmark, prefect, prometheus, puppeteer,
        pytorch = torch, railway, salesforce = sales force, scikit learn = sklearn, scrapy,
        selenium, sendgrid = send grid, sentence transformers, sentry, serpapi = serp api,
        shopify, slack, spacy, spark, sqlalchemy, stripe, tavily, telegram,
        temporal = temporal io, tensorflow, terraform, trello, twilio, vercel, vllm, whatsapp,
        xgboost, youtube, zapier, zendesk, zipkin
    """,
}
"""Technologies by the list that they belong to whatever their label; tools go where that says.

The names of one technology are joined by `=`, the canonical one first.
"""

_MAKERS = phrases(
    """
    amazon, apache, aws, azure, cloud, cloudflare, confluent, elastic, gcp, google, hosted,
    managed, microsoft, openai, self, serverless
    """
)
"""Words before a name that do not distinguish technologies."""

LONGEST = 3
"""The number of words of the longest name."""
_TOKEN = regex(r"[^\W_]+")
_MOST = 1_000_000
"""How many characters of a text are searched for names."""


class Mention(NamedTuple):
    """A technology in a text, its list, and its offsets."""

    name: str
    kind: str
    start: int
    end: int


class Known(NamedTuple):
    """A technology: its canonical name, its list, and its number of words."""

    name: str
    kind: str
    length: int


def named_in(text: str) -> Iterator[Mention]:
    """Yield the databases, queues and storages in a text, in order.

    Those that it calls former, excluded or optional are skipped.
    """
    tokens = list(_TOKEN.finditer(text, 0, _MOST))
    folded = [words(token[0]) for token in tokens]
    beginnings, reached = _beginnings(), 0
    for at, first in enumerate(folded):
        if at < reached or not first or first[0] not in beginnings:
            continue
        if known := _stored_as(folded[at : at + LONGEST]):
            reached = at + known.length
            start, end = tokens[at].start(), tokens[reached - 1].end()
            if not is_passed_over(text, start, end):
                yield Mention(text[start:end], known.kind, start, end)


def _stored_as(near: Sequence[Words]) -> Known | None:
    """Return the data store, queue or storage that the words of some tokens begin with."""
    known = _named(tuple(chain.from_iterable(near)), 0)
    return known if known and known.kind != TOOLS else None


def known_technology(value: Words) -> Known | None:
    """Return the technology that some words begin with, also after its maker's name."""
    maker = None
    for start, word in enumerate(value):
        found = _named(value, start)
        if found and (found.length > 1 or word not in _MAKERS):
            return found._replace(length=start + found.length)
        if word not in _MAKERS:
            break
        maker = maker or found
    return maker


def without_maker(value: Words) -> Words:
    """Return words without the makers before a technology's name; a maker alone is kept."""
    start = next((at for at, word in enumerate(value[:-1]) if word not in _MAKERS), len(value) - 1)
    return value[max(start, 0) :]


def _named(value: Words, start: int) -> Known | None:
    names = _names()
    for length in range(LONGEST, 0, -1):
        if found := names.get(value[start : start + length]):
            return found
    return None


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name[0] for name in _names())


@cache
def _names() -> dict[Words, Known]:
    return {
        words_: Known(names[0], kind, len(words_))
        for kind, table in _NAMES.items()
        for names in ([name.strip() for name in row.split("=")] for row in table.split(","))
        for words_ in (tuple(name.split()) for name in names)
    }
