"""An adapter's folder says what it is, and nothing is believed that its files do not bear out."""

import json

import pytest

from captioner.engine import adapter_files
from captioner.engine.adapter_files import CONFIG, MANIFEST, TENSORS, read, seal
from captioner.errors import AdapterUnusable


@pytest.fixture
def folder(tmp_path):
    """A sealed folder; what its two files hold is no matter here."""
    (tmp_path / TENSORS).write_bytes(b"tensors")
    (tmp_path / CONFIG).write_text("{}")
    seal(
        tmp_path,
        role="writer",
        base="bundled/writer",
        base_digest="a" * 64,
        dataset_digest="b" * 64,
        config={"lora": {"r": 8}},
    )
    return tmp_path


def _altered(folder, **values) -> None:
    path = folder / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_what_was_sealed_is_read_again(folder):
    manifest = read(folder)
    assert (manifest.role, manifest.base, manifest.base_digest) == (
        "writer",
        "bundled/writer",
        "a" * 64,
    )
    assert manifest.config == {"lora": {"r": 8}}
    assert sorted(path.name for path in folder.iterdir()) == sorted([MANIFEST, TENSORS, CONFIG])


def test_the_digest_is_of_the_names_and_contents_alone(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    for name in (TENSORS, CONFIG):
        (other / name).write_bytes((folder / name).read_bytes())
    digest = read(folder).digest
    assert adapter_files.files_digest([other / CONFIG, other / TENSORS]) == digest
    (other / CONFIG).write_text("{ }")
    assert adapter_files.files_digest([other / CONFIG, other / TENSORS]) != digest


@pytest.mark.parametrize("name", [TENSORS, CONFIG])
def test_a_file_that_was_changed_or_cut_short_is_refused(folder, name):
    path = folder / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(AdapterUnusable, match="changed or cut short"):
        read(folder)


@pytest.mark.parametrize("name", [TENSORS, CONFIG, MANIFEST])
def test_a_file_that_is_missing_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(AdapterUnusable, match=name):
        read(folder)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"digest": "c" * 64}, "names the digest cccccccccccc"),
        ({"digest": "../../etc/passwd"}, "digest must be 64 hexadecimal digits"),
        ({"base_digest": None}, "base_digest must be 64"),
        ({"dataset_digest": ["a" * 64]}, "dataset_digest must be 64"),
        ({"role": "poet"}, "role must be one of describer, writer, vlm"),
        ({"role": ["writer"]}, "role must be one of"),
        ({"base": "x" * 201}, "base must be a name of at most 200"),
        ({"base": "a\x00b"}, "base must be a name"),
        ({"config": "r: 8"}, "config must be an object"),
        ({"format": 2}, "not of format 1"),
    ],
)
def test_a_manifest_that_is_not_in_form_is_refused_with_the_field(folder, values, said):
    _altered(folder, **values)
    with pytest.raises(AdapterUnusable, match=said):
        read(folder)


@pytest.mark.parametrize("text", [b"", b"[]", b"\xff\xfe", b'{"format": 1'])
def test_what_is_no_manifest_is_refused(folder, text):
    (folder / MANIFEST).write_bytes(text)
    with pytest.raises(AdapterUnusable, match=MANIFEST):
        read(folder)
