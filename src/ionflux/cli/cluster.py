"""A Dask cluster to compile on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Executor


@contextmanager
def cluster(address: str | None) -> Iterator[Executor | None]:
    """Connect to a Dask cluster for the duration of the block; without an address, yield None."""
    if address is None:
        yield None
        return
    from ionflux.core.errors import UsageError, WorkError

    try:
        from dask import config
        from distributed import Client as DaskClient
        from distributed.comm.addressing import resolve_address
    except ImportError:
        raise UsageError("--dask needs the extra: pip install 'ionflux[dask]'") from None
    make: Any = DaskClient  # the library's functions have no types
    resolve: Any = resolve_address
    try:
        resolve(address)  # a client that cannot read its address leaves threads behind
        client = make(address, timeout="5s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise WorkError(f"{address}: no Dask scheduler answers: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=config.get("distributed.comm.timeouts.connect"))
        except TimeoutError:
            raise WorkError(f"{address}: the Dask scheduler has no worker") from None
        with client.get_executor(pure=False) as executor:
            yield executor
