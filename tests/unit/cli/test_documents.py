"""Catalogue files: what is wrong with one is said with its file, line and place."""

from pathlib import Path

import pytest

from hub.compose.catalog import LAYERS, Loaded, files
from hub.compose.documents import read_document
from hub.kernel.errors import HubError

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1", ":1: is not YAML: expected ',' or ']', but got '<stream end>'"),
        ("- 1\n", ": needs a member `layer`: one of scenario, resource, service, product"),
        ("layer: cake\n", ": needs a member `layer`: one of scenario, resource, service, product"),
        ("layer: product\ncolour: red\n", ":2: colour is unknown; known here: productOffering, productSpe"),
        (
            "layer: product\nproductOffering:\n- id: a\n- id: b\n  version: 2\n",
            ":5: productOffering[1].version is a number where text is needed: put it in quotes",
        ),
        ("layer: product\nproductOffering: {id: a}\n", ":2: productOffering is not a list"),
        ("layer: product\nproductOffering: [a]\n", ":2: productOffering[0] is not a mapping of members"),
        (
            "layer: service\nserviceSpecification:\n- id: a\n  activation:\n    attempts: many\n",
            ":5: serviceSpecification[0].activation.attempts is wrong: invalid literal",
        ),
        (
            "layer: resource\nresourcePool:\n- id: a\n  stock: {count: 1}\n  addressPrefix: {cidr: x}\n",
            ":3: resourcePool[0] is wrong",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "catalog.yaml"
    file.write_text(text)

    with pytest.raises(HubError) as raised:
        read_document(file, LAYERS)

    (reason,) = raised.value.reasons
    assert f"{reason.path}: {reason.text}".startswith(f"{file}{said}")


def test_what_the_project_ships_can_be_read() -> None:
    shipped = files([ROOT / "examples" / "catalog", ROOT / "examples" / "scenarios"])

    layers = [read_document(file, LAYERS).layer for file in shipped]

    assert sorted(set(layers)) == ["product", "resource", "scenario", "service"]
    assert layers.count("scenario") == 14


def test_a_folder_stands_for_the_yaml_files_in_it(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c.txt"):
        (tmp_path / name).touch()

    assert [file.name for file in files([tmp_path])] == ["a.yml", "b.yaml"]


def test_a_folder_without_yaml_files_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(HubError, match="no YAML files"):
        files([tmp_path])


def test_what_was_loaded_is_told() -> None:
    assert str(Loaded(Path("p.yaml"), "product", 3, 1)) == "p.yaml: product catalogue, 1 added, 2 known"
    assert str(Loaded(Path("s.yaml"), "scenario", 1, 0)) == "s.yaml: the network now plays 1 rule"
