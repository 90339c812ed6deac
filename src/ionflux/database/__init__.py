"""Tables for the four entities, and the stores that contain them."""

from ionflux.database.loading import LoadReport, Lowered, RowChange, Tally
from ionflux.database.schema import ddl
from ionflux.database.store import Store
from ionflux.database.urls import connect, is_url

__all__ = ["LoadReport", "Lowered", "RowChange", "Store", "Tally", "connect", "ddl", "is_url"]
