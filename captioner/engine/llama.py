"""A Llama-shaped model (Llama, Mistral, Qwen2) for serving: tokens in, over keys and values kept.

What transformers' own classes compute, in fewer and larger products, over rows of any length and
age: each token says at which place of its row it stands.
"""

from typing import Any

import torch
from torch.nn.functional import rms_norm, scaled_dot_product_attention, silu
from transformers import (
    LlamaForCausalLM,
    MistralForCausalLM,
    PreTrainedModel,
    Qwen2ForCausalLM,
)

from captioner.engine.products import Product, packs

SHAPES = (LlamaForCausalLM, MistralForCausalLM, Qwen2ForCausalLM)
ROPES = {"default", "linear", "llama3", "yarn"}  # whose angles do not hang on the text's length


class Llama:
    """The weights, laid out for decoding. To be made anew when they have changed.

    Args:
        model: one that `fits`, on its device and in its dtype; nothing may move it from here on.
    """

    def __init__(self, model: PreTrainedModel) -> None:
        config = model.config
        packed = packs(model)
        self.model = model.model
        self.head = Product(model.lm_head, packed=packed)
        self.vocabulary = model.lm_head.out_features
        self.heads = config.num_attention_heads
        self.shared = config.num_key_value_heads  # heads of keys and values
        self.width = model.model.layers[0].self_attn.head_dim
        self.layers = [_Layer(layer, packed=packed) for layer in model.model.layers]
        self.dtype, self.device = model.dtype, model.device

    @staticmethod
    def fits(model: PreTrainedModel) -> bool:
        """Whether the model is one that this module can serve."""
        config = model.config
        kinds = getattr(config, "layer_types", None) or []
        return (
            type(model) in SHAPES
            and not getattr(model, "is_quantized", False)
            and config.hidden_act == "silu"
            and (config.rope_parameters or {}).get("rope_type", "default") in ROPES
            and set(kinds) <= {"full_attention"}
            and (bool(kinds) or getattr(config, "sliding_window", None) is None)
        )

    def angles(self, length: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Cosines and signed sines of the rotary positions, (length, width of a head) each."""
        places = torch.arange(length, device=self.device)[None]
        like = torch.empty(0, dtype=self.dtype, device=self.device)
        cosine, sine = self.model.rotary_emb(like, places)
        # With the sign in the sine, a rotated half is a plain roll.
        sine[..., : self.width // 2] *= -1
        return cosine[0], sine[0]

    def memory(self, rows: int, length: int) -> torch.Tensor:
        """Room for keys and values: (layers, rows, length, 2, shared, width)."""
        shape = (len(self.layers), rows, length, 2, self.shared, self.width)
        return torch.empty(shape, dtype=self.dtype, device=self.device)

    def read(
        self,
        tokens: torch.Tensor,
        places: torch.Tensor,
        angles: tuple[torch.Tensor, torch.Tensor],
        memory: torch.Tensor,
        mask: torch.Tensor | None,
    ) -> torch.Tensor:
        """Tokens (rows, n) at their places (rows, n): what the last layer makes of them.

        Args:
            memory: as from `memory`; the tokens' own keys and values are put into their places.
            mask: (rows or 1, 1, n, length), which places each token sees; None for all.
        """
        rows = torch.arange(len(tokens), device=tokens.device)[:, None]
        cosine, sine = (angle[places][:, :, None] for angle in angles)  # (rows, n, 1, width)
        turned = self.heads + self.shared
        x = self.model.embed_tokens(tokens)
        for layer, kept in zip(self.layers, memory, strict=True):
            mixed = layer.qkv(_normed(layer.before, x)).unflatten(2, (-1, self.width))
            turning = mixed[:, :, :turned]
            turning = torch.addcmul(turning * cosine, turning.roll(self.width // 2, -1), sine)
            query, key = turning.split((self.heads, self.shared), 2)
            kept[rows, places] = torch.stack((key, mixed[:, :, turned:]), 2)
            keys, values = kept.permute(2, 0, 3, 1, 4)
            context = scaled_dot_product_attention(
                query.transpose(1, 2), keys, values, mask, enable_gqa=self.heads != self.shared
            )
            x = x + layer.output(context.transpose(1, 2).flatten(2))
            opened, up = layer.gate_and_up(_normed(layer.between, x)).chunk(2, -1)
            x = x + layer.down(silu(opened) * up)
        return _normed(self.model.norm, x)


class _Layer:
    def __init__(self, layer: Any, *, packed: bool) -> None:
        attention, mlp = layer.self_attn, layer.mlp
        self.before, self.between = layer.input_layernorm, layer.post_attention_layernorm
        self.qkv = Product(attention.q_proj, attention.k_proj, attention.v_proj, packed=packed)
        self.output = Product(attention.o_proj, packed=packed)
        self.gate_and_up = Product(mlp.gate_proj, mlp.up_proj, packed=packed)
        self.down = Product(mlp.down_proj, packed=packed)


def _normed(norm: Any, x: torch.Tensor) -> torch.Tensor:
    return rms_norm(x, norm.weight.shape, norm.weight, norm.variance_epsilon)
