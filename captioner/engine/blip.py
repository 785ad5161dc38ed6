"""BLIP's two halves for serving: the tower that looks, and the decoder, a token at a time.

What transformers' own classes compute, in fewer and larger products: attention by torch's fused
kernel, one product for queries, keys and values, the photo's keys and values once for all layers,
tokens and beams.
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention
from transformers import BlipForConditionalGeneration

from captioner.engine.products import Product, packs


@dataclass(slots=True)
class _Look:
    """A layer of the tower."""

    own: nn.Module
    qkv: Product
    output: Product
    up: Product
    down: Product


@dataclass(slots=True)
class _Say:
    """A layer of the decoder."""

    own: nn.Module
    qkv: Product
    output: Product
    ask: Product
    photo_output: Product
    up: Product
    down: Product


class Blip:
    """A BLIP's weights, laid out for decoding. To be made anew when they have changed.

    Args:
        model: on its device and in its dtype; nothing may move it from here on.
    """

    def __init__(self, model: BlipForConditionalGeneration) -> None:
        packed = packs(model)
        decoder, head = model.text_decoder.bert, model.text_decoder.cls.predictions
        self.vision, self.embeddings = model.vision_model, decoder.embeddings
        self.heads = model.config.text_config.num_attention_heads

        def product(*layers: nn.Linear) -> Product:
            return Product(*layers, packed=packed)

        self.looks = [
            _Look(
                own=layer,
                qkv=product(layer.self_attn.qkv),
                output=product(layer.self_attn.projection),
                up=product(layer.mlp.fc1),
                down=product(layer.mlp.fc2),
            )
            for layer in model.vision_model.encoder.layers
        ]
        self.says = [
            _Say(
                own=layer,
                qkv=product(
                    layer.attention.self.query, layer.attention.self.key, layer.attention.self.value
                ),
                output=product(layer.attention.output.dense),
                ask=product(layer.crossattention.self.query),
                photo_output=product(layer.crossattention.output.dense),
                up=product(layer.intermediate.dense),
                down=product(layer.output.dense),
            )
            for layer in decoder.encoder.layer
        ]
        crossing = [layer.crossattention.self for layer in decoder.encoder.layer]
        self.photo = product(*(half for one in crossing for half in (one.key, one.value)))
        self._transform, self._transformed = product(head.transform.dense), head.transform
        self._words = product(head.decoder)

    def see(self, pixels: torch.Tensor) -> torch.Tensor:
        """What the tower makes of photos (rows, 3, height, width): (rows, patches + 1, width)."""
        x = self.vision.embeddings(pixels)
        for layer in self.looks:
            mixed = layer.qkv(layer.own.layer_norm1(x))
            query, key, value = _heads(mixed, 3, layer.own.self_attn.num_heads)
            context = scaled_dot_product_attention(query, key, value)
            x = x + layer.output(_joined(context))
            opened = layer.own.mlp.activation_fn(layer.up(layer.own.layer_norm2(x)))
            x = x + layer.down(opened)
        return self.vision.post_layernorm(x)

    def scores(self, x: torch.Tensor) -> torch.Tensor:
        """Of every word after what the decoder's last layer made: (..., width) to (..., words)."""
        head = self._transformed
        return self._words(head.LayerNorm(head.transform_act_fn(self._transform(x))))


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
        rows, layers = len(seen), len(blip.says)
        photo = blip.photo(seen).unflatten(2, (layers, 2, blip.heads, -1))
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
        for layer, tree, photo in zip(blip.says, self._tree, self._photo, strict=True):
            own = layer.own
            mixed = _heads(layer.qkv(x), 3, blip.heads)
            tree[:, :, :, begin:end] = mixed[1:]
            keys, values = tree[:, :, :, :end]
            context = scaled_dot_product_attention(mixed[0], keys, values, past)
            x = own.attention.output.LayerNorm(x + layer.output(_joined(context)))
            [asked] = _heads(layer.ask(x), 1, blip.heads)
            context = scaled_dot_product_attention(asked, photo[0], photo[1])
            x = own.crossattention.output.LayerNorm(x + layer.photo_output(_joined(context)))
            opened = own.intermediate.intermediate_act_fn(layer.up(x))
            x = own.output.LayerNorm(x + layer.down(opened))
        self._place += 1
        return blip.scores(x)

    def _inherited(self, parents: torch.Tensor, begin: int, end: int) -> torch.Tensor:
        """(rows, 1, beams, end): the tokens of which each beam's sentence now consists."""
        heirs = parents[:, None, :, None].expand(-1, -1, -1, begin)
        self._past[..., :begin] = self._past[..., :begin].gather(2, heirs)
        self._past[..., begin:end] = self._self
        return self._past[..., :end]


def _heads(mixed: torch.Tensor, parts: int, heads: int) -> torch.Tensor:
    """(rows, n, parts * width) as (parts, rows, heads, n, width of a head)."""
    return mixed.unflatten(2, (parts, heads, -1)).permute(2, 0, 3, 1, 4)


def _joined(context: torch.Tensor) -> torch.Tensor:
    """(rows, heads, n, width of a head) as (rows, n, width)."""
    return context.transpose(1, 2).flatten(2)
