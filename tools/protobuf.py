"""The Python code of proto/: `python -m tools.protobuf write` makes it, `check` says whether it is up to date."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
# `.py` and `.pyi`, but not what Python itself keeps beside them.
GENERATED = "*_pb2*.py", "*_pb2*.pyi"


def generate(into: Path) -> None:
    sources = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("proto/**/*.proto"))
    plugin = Path(sys.executable).parent / "protoc-gen-mypy_grpc"
    subprocess.run(  # noqa: S603 - our own compiler on our own files
        [
            *(sys.executable, "-m", "grpc_tools.protoc", "-I.", f"--plugin={plugin}"),
            *(f"--{kind}_out={into}" for kind in ("python", "pyi", "grpc_python")),
            f"--mypy_grpc_out=quiet:{into}",
            *sources,
        ],
        cwd=ROOT,
        check=True,
    )


def _files(root: Path) -> dict[str, bytes]:
    found = (path for pattern in GENERATED for path in root.glob(f"proto/**/{pattern}"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def differences(committed: Path = ROOT) -> list[str]:
    """What is stale, missing, or left over from a contract that has gone: one line a file."""
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder))
        wanted = _files(Path(folder))
    present = _files(committed)
    return [
        f"{name}: {'stale' if name in present and name in wanted else 'missing' if name in wanted else 'left over'}"
        for name in sorted(wanted.keys() | present.keys())
        if wanted.get(name) != present.get(name)
    ]


def write() -> None:
    for name in _files(ROOT):
        (ROOT / name).unlink()
    generate(ROOT)


def main() -> None:
    if sys.argv[1:] == ["write"]:
        write()
    elif sys.argv[1:] == ["check"]:
        found = differences()
        if found:
            sys.exit("\n".join([*found, "Generated code differs from proto/*.proto: run `make proto`."]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
