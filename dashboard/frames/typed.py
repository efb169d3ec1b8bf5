"""Arrow answers as pandas frames with just the documented columns and types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from . import columns
from .columns import Type

_READERS: dict[Type, Callable[[pa.ChunkedArray], pd.Series]] = {
    Type.TEXT: lambda values: pc.fill_null(values.cast(pa.string()), "").to_pandas().astype("str"),
    Type.COUNT: lambda values: values.cast(pa.int64()).to_pandas().astype("int64"),
    Type.PLACE: lambda values: values.cast(pa.int64()).to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get),
    Type.REAL: lambda values: values.cast(pa.float64()).to_pandas().astype("float64"),
    Type.FLAG: lambda values: values.cast(pa.bool_()).to_pandas().astype("bool"),
    Type.DAY: lambda values: values.cast(pa.timestamp("us")).to_pandas().astype("datetime64[us]"),
    Type.MOMENT: lambda values: values.cast(pa.timestamp("us", tz="UTC")).to_pandas().astype("datetime64[us, UTC]"),
    Type.MANY: lambda values: _objects([tuple(value or ()) for value in values.to_pylist()]),
    Type.RECORDS: lambda values: _objects([tuple(value or ()) for value in values.to_pylist()]),
}


def frame(name: str, answer: pa.Table, only: Sequence[str] | None = None) -> pd.DataFrame:
    """The frame of this name, all its columns or `only` some; the answer must hold them."""
    described = columns.described_in(name, only)
    series = {column: _READERS[one.type](answer.column(column)) for column, one in described.items()}
    return pd.DataFrame(series, columns=list(described))


def empty(name: str, only: Sequence[str] | None = None) -> pd.DataFrame:
    """The frame of this name without a row."""
    return frame(name, pa.table({column: pa.nulls(0) for column in columns.described_in(name, only)}), only)


def _objects(values: list[tuple[object, ...]]) -> pd.Series:
    return pd.Series(values, dtype=object)
