"""The generated code beside the contracts in proto/ is what the generator makes of them today."""

import shutil
from pathlib import Path

from tools import protobuf


def test_generated_code_is_fresh() -> None:
    assert protobuf.differences() == []


def test_stale_missing_and_left_over_code_is_noticed(tmp_path: Path) -> None:
    shutil.copytree(protobuf.ROOT / "proto", tmp_path / "proto")
    with (tmp_path / "proto/com/v1/product_pb2.py").open("a") as file:
        file.write("# edited by hand\n")
    (tmp_path / "proto/rom/v1/resource_order_pb2.pyi").unlink()
    (tmp_path / "proto/som/v1/gone_pb2.py").touch()

    assert protobuf.differences(tmp_path) == [
        "proto/com/v1/product_pb2.py: stale",
        "proto/rom/v1/resource_order_pb2.pyi: missing",
        "proto/som/v1/gone_pb2.py: left over",
    ]
