"""The tables of a snapshot in Python: from a running yuzhao over HTTP with a token, or from a research bundle.

    python read_tables.py yuzhao-<snapshot>.zip
    YUZHAO_TOKEN=… python read_tables.py https://yuzhao.example.gov.cn

A researcher's token comes from «yuzhao token create --role researcher»; the bundle from «yuzhao bundle write» or from
/api/bundle.zip. Both hold the same tables: the numbers below are the same either way. Needs polars and pandas with pyarrow.
"""

import io
import json
import os
import sys
import urllib.request
import zipfile

import pandas as pd
import polars as pl


class Bundle:
    """A research bundle: every table as Parquet under tables/, and manifest.json with columns, models and hashes."""

    def __init__(self, path: str) -> None:
        self.archive = zipfile.ZipFile(path)
        self.snapshot = json.loads(self.archive.read("manifest.json"))["snapshot"]["id"]

    def parquet(self, relation: str) -> io.BytesIO:
        return io.BytesIO(self.archive.read(f"tables/{relation}.parquet"))


class Server:
    """A running yuzhao. Every answer names its snapshot; the first one is pinned, so that all tables are of one build."""

    def __init__(self, address: str, token: str) -> None:
        self.address, self.token, self.snapshot = address.rstrip("/"), token, None

    def parquet(self, relation: str) -> io.BytesIO:
        pinned = f"?snapshot={self.snapshot}" if self.snapshot else ""
        request = urllib.request.Request(
            f"{self.address}/tables/{relation}.parquet{pinned}",
            headers={"authorization": f"Bearer {self.token}"},
        )
        with urllib.request.urlopen(request) as response:
            self.snapshot = response.headers["x-yuzhao-snapshot"]
            return io.BytesIO(response.read())


def main(source: str) -> None:
    tables = Server(source, os.environ["YUZHAO_TOKEN"]) if source.startswith("http") else Bundle(source)

    # polars: which links the city lacks though its companies need them
    gap = pl.read_parquet(tables.parquet("chain.gap"))
    missing = gap.filter(pl.col("verdict") == "补").sort(["need", "link_id"], descending=[True, False])
    print(f"snapshot {tables.snapshot}")
    print("links to fill:", missing.height)
    print(missing.select("link_id", "need", "local_companies", "local_downstream").head(5))

    # pandas: entries of the last ten years by link, as the notebook 产业进入趋势 counts them
    entry = pd.read_parquet(tables.parquet("trend.entry"))
    city = entry[entry["place_kind"] == "district"]
    recent = city[city["year"] > city["year"].max() - 10]
    print("entries by link:")
    by_link = recent.groupby("link_id", as_index=False)["entries"].sum()
    print(by_link.sort_values(["entries", "link_id"], ascending=[False, True]).head(5).to_string(index=False))

    # specialisation, joined to what is known of complexity
    special = pl.read_parquet(tables.parquet("trend.specialisation"))
    complexity = pl.read_parquet(tables.parquet("trend.complexity")).filter(pl.col("item_kind") == "link")
    near = (
        special.filter((pl.col("place_kind") == "district") & ~pl.col("present"))
        .join(complexity, left_on=["place_kind", "version", "link_id"], right_on=["place_kind", "version", "id"])
        .sort(["density", "place", "link_id"], descending=[True, False, False])
    )
    print("absent links that lie closest:")
    print(near.select("place", "link_id", "density", "complexity").head(5))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
