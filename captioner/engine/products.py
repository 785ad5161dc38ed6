"""Linear layers as the decoding loops use them: several over one input as one product."""

import platform

import torch
from torch import nn
from torch.nn.functional import linear

from captioner.engine.device import SMALL


class Product:
    """What linear layers make of one input, side by side; all of them with a bias, or none.

    Args:
        packed: keep a copy of the weights in the order in which the processor reads them: read from
            memory at every token, they are then the better part of twice as fast. It does not
            follow the layers' weights when those change. Otherwise the layers' own weights become
            views of the product's, and nothing is there twice.
    """

    def __init__(self, *layers: nn.Linear, packed: bool = False) -> None:
        bias = [layer.bias.data for layer in layers if layer.bias is not None]
        self._weight = _one([layer.weight.data for layer in layers])
        self._bias = _one(bias) if bias else None
        self._packed = packed
        if packed:
            self._weight = torch.ops.mkldnn._reorder_linear_weight(self._weight, None)
        elif len(layers) > 1:
            self._share(layers)

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        """(..., in) to (..., the layers' outs, one after the other)."""
        if self._packed:
            return torch.ops.mkldnn._linear_pointwise(x, self._weight, self._bias, "none", [], "")
        return linear(x, self._weight, self._bias)

    def _share(self, layers: tuple[nn.Linear, ...]) -> None:
        begin = 0
        for layer in layers:
            end = begin + layer.out_features
            layer.weight.data = self._weight[begin:end]
            if self._bias is not None:
                layer.bias.data = self._bias[begin:end]
            begin = end


def _one(parts: list[torch.Tensor]) -> torch.Tensor:
    return parts[0] if len(parts) == 1 else torch.cat(parts)


def packs(model: nn.Module) -> bool:
    """Whether the weights are worth packing: small, and on a processor that oneDNN serves."""
    some = next(model.parameters())
    size = sum(weight.nbytes for weight in model.parameters())
    return (
        some.device.type == "cpu"
        and some.dtype in (torch.float32, torch.bfloat16)
        and size < SMALL
        and platform.machine() in ("x86_64", "AMD64")
        and torch.backends.mkldnn.is_available()
    )
