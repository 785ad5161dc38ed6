"""BLIP's two halves for serving: the tower that looks, and the decoder, a token at a time.

What transformers' own classes compute, in fewer and larger products: attention by torch's fused
kernel, one product for queries, keys and values, the photo's keys and values once for all layers,
tokens and beams.
"""

import torch
from torch import nn
from torch.nn.functional import linear, scaled_dot_product_attention
from transformers import BlipForConditionalGeneration

from captioner.engine.fusing import fused


class Blip:
    """A BLIP's weights, laid out for decoding.

    The fused matrices take the place of the model's own, which become views of them: no weight is
    there twice, and an adapter merged into a layer is merged into its fused matrix.

    Args:
        model: on its device and in its dtype; nothing may move it from here on.
    """

    def __init__(self, model: BlipForConditionalGeneration) -> None:
        decoder = model.text_decoder.bert
        self.vision = model.vision_model
        self.embeddings = decoder.embeddings
        self.layers = list(decoder.encoder.layer)
        self.head = model.text_decoder.cls
        self.heads = model.config.text_config.num_attention_heads
        self.qkv = [
            fused(
                [layer.attention.self.query, layer.attention.self.key, layer.attention.self.value]
            )
            for layer in self.layers
        ]
        crossing = [layer.crossattention.self for layer in self.layers]
        self.photo = fused([half for self in crossing for half in (self.key, self.value)])

    def see(self, pixels: torch.Tensor) -> torch.Tensor:
        """What the tower makes of photos (rows, 3, height, width): (rows, patches + 1, width)."""
        x = self.vision.embeddings(pixels)
        for layer in self.vision.encoder.layers:
            attention = layer.self_attn
            mixed = attention.qkv(layer.layer_norm1(x)).unflatten(2, (3, attention.num_heads, -1))
            query, key, value = mixed.permute(2, 0, 3, 1, 4)
            context = scaled_dot_product_attention(query, key, value)
            x = x + attention.projection(_joined(context))
            x = x + layer.mlp(layer.layer_norm2(x))
        return self.vision.post_layernorm(x)


class Reader:
    """A `decoding.Step`: BLIP's decoder and what it has read, in front of photos.

    Of each photo the tokens of all beams stand in one tree, and a mask says which of them are a
    beam's own past. A beam that goes on from another takes over its row of the mask: no key and no
    value is ever moved.

    Args:
        seen: from `Blip.see`.
        length: tokens of a sentence at most.
    """

    def __init__(self, blip: Blip, seen: torch.Tensor, *, beams: int, length: int) -> None:
        self._blip, self._beams, self._place = blip, beams, 0
        rows, layers = len(seen), len(blip.layers)
        photo = linear(seen, *blip.photo).unflatten(2, (layers, 2, blip.heads, -1))
        # (layers, 2, rows, heads, patches + 1, width)
        self._photo = photo.permute(2, 3, 0, 4, 1, 5).contiguous()
        shape = (layers, 2, rows, blip.heads, length * beams, self._photo.shape[-1])
        self._tree = seen.new_empty(shape)
        self._past = torch.zeros(
            (rows, 1, beams, length * beams), dtype=torch.bool, device=seen.device
        )
        self._self = torch.eye(beams, dtype=torch.bool, device=seen.device)

    def __call__(self, tokens: torch.Tensor, parents: torch.Tensor) -> torch.Tensor:
        """See `decoding.Step`."""
        blip, embeddings = self._blip, self._blip.embeddings
        begin, end = self._place * self._beams, (self._place + 1) * self._beams
        past = self._inherited(parents, begin, end) if self._beams > 1 else None
        x = embeddings.word_embeddings(tokens)  # (rows, beams, width)
        x = embeddings.LayerNorm(x + embeddings.position_embeddings.weight[self._place])
        for layer, qkv, tree, photo in zip(
            blip.layers, blip.qkv, self._tree, self._photo, strict=True
        ):
            mixed = linear(x, *qkv).unflatten(2, (3, blip.heads, -1)).permute(2, 0, 3, 1, 4)
            tree[:, :, :, begin:end] = mixed[1:]
            keys, values = tree[:, :, :, :end]
            context = scaled_dot_product_attention(mixed[0], keys, values, past)
            x = _added(layer.attention.output, _joined(context), x)
            asked = layer.crossattention.self.query(x).unflatten(2, (blip.heads, -1))
            context = scaled_dot_product_attention(asked.transpose(1, 2), photo[0], photo[1])
            x = _added(layer.crossattention.output, _joined(context), x)
            x = _added(layer.output, layer.intermediate(x), x)
        self._place += 1
        return blip.head(x)

    def _inherited(self, parents: torch.Tensor, begin: int, end: int) -> torch.Tensor:
        """(rows, 1, beams, end): the tokens of which each beam's sentence now consists."""
        heirs = parents[:, None, :, None].expand(-1, -1, -1, begin)
        self._past[..., :begin] = self._past[..., :begin].gather(2, heirs)
        self._past[..., begin:end] = self._self
        return self._past[..., :end]


def _added(block: nn.Module, x: torch.Tensor, residual: torch.Tensor) -> torch.Tensor:
    """The end of each of the decoder's blocks, without its dropout."""
    return block.LayerNorm(block.dense(x) + residual)


def _joined(context: torch.Tensor) -> torch.Tensor:
    """(rows, heads, n, width of a head) as (rows, n, width)."""
    return context.transpose(1, 2).flatten(2)
