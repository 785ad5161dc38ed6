"""Several linear layers over one input as one product."""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import nn


class Linear(NamedTuple):
    """What `torch.nn.functional.linear` takes beside its input."""

    weight: torch.Tensor
    bias: torch.Tensor | None


def fused(parts: Sequence[nn.Linear]) -> Linear:
    """One product for all the parts, which have a bias all or none.

    Each part's own weights become a view of the fused ones: no weight is there twice, and what is
    merged into a part, or taken out of it, in place, is so in the whole.
    """
    weight = torch.cat([part.weight.data for part in parts])
    bias = None if parts[0].bias is None else torch.cat([part.bias.data for part in parts])
    begin = 0
    for part in parts:
        end = begin + part.out_features
        part.weight.data = weight[begin:end]
        if bias is not None:
            part.bias.data = bias[begin:end]
        begin = end
    return Linear(weight, bias)
