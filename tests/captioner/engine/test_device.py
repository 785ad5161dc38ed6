import pytest
import torch

from captioner.engine.device import SMALL, choose, has_cores_left, use_threads
from captioner.errors import ModelUnusable


@pytest.fixture
def machine(monkeypatch):
    """A machine with the parts that are named."""

    def has(*, cuda=0, mps=False, **abilities):
        monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda > 0)
        monkeypatch.setattr(torch.cuda, "device_count", lambda: cuda)
        monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "a GPU")
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
        monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: abilities)

    return has


@pytest.mark.parametrize(
    ("parts", "device", "dtype", "reason"),
    [
        ({"cuda": 1}, "cuda", "bfloat16", "a GPU"),
        ({"mps": True}, "mps", "float32", "Apple"),
        ({"avx512_bf16": True}, "cpu", "bfloat16", "avx512_bf16"),
        ({"amx_bf16": True}, "cpu", "bfloat16", "amx"),
        ({"avx512_f": True}, "cpu", "float32", "no fast bfloat16"),
        ({}, "cpu", "float32", "no fast bfloat16"),
    ],
)
def test_it_takes_the_best_there_is_and_says_why(machine, parts, device, dtype, reason):
    machine(**parts)
    chosen = choose()
    assert (chosen.device, chosen.dtype) == (device, dtype)
    assert reason in chosen.reason


def test_what_is_asked_for_comes_first(machine):
    machine(cuda=2, avx512_bf16=True)
    assert choose("cpu").device == "cpu"
    assert choose("cuda:1").dtype == "bfloat16"
    assert choose("cpu", "float32").dtype == "float32"
    assert choose("cpu", "float32").reason == "cpu was asked for; float32 is configured"


@pytest.mark.parametrize("device", ["cuda", "cuda:1", "mps", "tpu", "cuda:first", ""])
def test_a_device_that_is_not_here_is_said_in_one_line(machine, device):
    machine()
    with pytest.raises(ModelUnusable) as raised:
        choose(device)
    assert "\n" not in raised.value.detail


def test_an_unknown_number_format_is_refused(machine):
    machine()
    with pytest.raises(ModelUnusable, match="float32, bfloat16, float16"):
        choose(dtype="int8")


@pytest.mark.parametrize(
    ("device", "weights", "asked", "threads"),
    [
        ("cpu", SMALL - 1, None, 1),
        ("cpu", SMALL, None, 2),
        ("cpu", SMALL - 1, "2", 2),
        ("cuda", SMALL - 1, None, 2),
    ],
)
def test_small_models_take_one_core_unless_told_otherwise(
    monkeypatch, device, weights, asked, threads
):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    if asked:
        monkeypatch.setenv("OMP_NUM_THREADS", asked)
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        use_threads(device, weights)
        assert torch.get_num_threads() == threads
    finally:
        torch.set_num_threads(before)


@pytest.mark.parametrize(
    ("device", "threads", "cores", "left"),
    [("cpu", 1, 2, True), ("cpu", 2, 2, False), ("cpu", 1, 1, False), ("cuda", 1, 8, False)],
)
def test_stages_run_side_by_side_only_where_each_has_cores_of_its_own(
    monkeypatch, device, threads, cores, left
):
    monkeypatch.setattr(torch, "get_num_threads", lambda: threads)
    monkeypatch.setattr("os.sched_getaffinity", lambda process: set(range(cores)), raising=False)
    assert has_cores_left(device) is left
