"""Train the bundled writer from nothing: a small Llama that turns a description into a caption.

    python -m feedback.training.bundled.writer --data FOLDER [--eval FOLDER] [--out FOLDER]

Knows the corpus only as prompts and answers, both made by `captioner.writing.prompts`, so that
the writer is asked in service exactly as it was taught.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM, PreTrainedTokenizerFast

from captioner.writing import prompts
from feedback.training.bundled.corpus import Corpus, Example, load
from feedback.training.bundled.writer_recipe import (
    EOS,
    Recipe,
    build_model,
    build_optimizers,
    build_tokenizer,
    with_chat,
)

IGNORED = -100


def encode(
    examples: list[Example], tokenizer: PreTrainedTokenizerFast
) -> list[tuple[list[int], list[int]]]:
    """(prompt, answer) token ids of each example; the answer ends with the end token."""
    asked = [
        tokenizer.apply_chat_template(
            prompts.messages(example.brief, example.description),
            tokenize=False,
            add_generation_prompt=True,
        )
        for example in examples
    ]
    answers = [prompts.answer(example.caption, example.tags) + EOS for example in examples]
    return list(
        zip(
            tokenizer(asked, add_special_tokens=False)["input_ids"],
            tokenizer(answers, add_special_tokens=False)["input_ids"],
            strict=True,
        )
    )


def batches(
    pairs: list[tuple[list[int], list[int]]], *, size: int, pad: int, seed: int
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Batches of like lengths in random order.

    Yields:
        ids [size, length] and labels [size, length]; labels of prompts and padding are `IGNORED`.
        Padding is on the right, where a causal model needs no mask for it.
    """
    ordered = sorted(pairs, key=lambda pair: len(pair[0]) + len(pair[1]))
    starts = range(0, len(ordered) - size + 1, size)
    generator = torch.Generator().manual_seed(seed)
    for pick in torch.randperm(len(starts), generator=generator).tolist():
        group = ordered[starts[pick] : starts[pick] + size]
        length = max(len(prompt) + len(answer) for prompt, answer in group)
        ids = torch.full((size, length), pad)
        labels = torch.full((size, length), IGNORED)
        for row, (prompt, answer) in enumerate(group):
            end = len(prompt) + len(answer)
            ids[row, :end] = torch.tensor(prompt + answer)
            labels[row, len(prompt) : end] = torch.tensor(answer)
        yield ids, labels


def loss_of(model: LlamaForCausalLM, ids: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Mean cross-entropy of the answers' tokens; logits are made for those alone."""
    states = model.model(input_ids=ids, use_cache=False).last_hidden_state  # [B, L, hidden]
    targets = labels[:, 1:]
    wanted = targets != IGNORED
    logits = model.lm_head(states[:, :-1][wanted])  # [answer tokens, vocabulary]
    return torch.nn.functional.cross_entropy(logits.float(), targets[wanted])


def autocast() -> torch.autocast:
    """bf16 where the processor computes in it."""
    native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=native)


class Run:
    """A training run in a folder: `checkpoint.pt` to resume from, the model's files beside it.

    Args:
        captions: descriptions to draw examples from.
        out: the folder; made where missing.
    """

    def __init__(self, captions: tuple[str, ...], *, out: Path, recipe: Recipe) -> None:
        self.corpus = Corpus(captions)
        self.out = out
        self.recipe = recipe
        self.step = self.chunk = 0
        self.seconds = 0.0
        out.mkdir(parents=True, exist_ok=True)
        saved = out / "checkpoint.pt"
        if saved.exists():
            self.tokenizer = with_chat(Tokenizer.from_file(str(out / "tokenizer.json")))
        else:
            words = self.corpus.sample(4 * recipe.chunk, seed=recipe.seed)
            self.tokenizer = build_tokenizer(words, vocabulary=recipe.vocabulary)
        self.model = build_model(self.tokenizer, recipe)
        self.optimizers = build_optimizers(self.model, recipe)
        if saved.exists():
            state = torch.load(saved, weights_only=True)
            self.model.load_state_dict(state["model"])
            for optimizer, kept in zip(self.optimizers, state["optimizers"], strict=True):
                optimizer.load_state_dict(kept)
            self.step, self.chunk, self.seconds = state["step"], state["chunk"], state["seconds"]

    def train(self, minutes: float, held_out: list[Example] | None = None) -> Iterator[float]:
        """Steps until `minutes` of training are spent, over all resumes.

        Args:
            held_out: examples whose loss is reported at every checkpoint.

        Yields:
            the loss of each step.
        """
        self.model.train()
        began, resumed_at, saved_at = time.monotonic(), self.seconds, time.monotonic()
        while self.seconds < 60 * minutes:
            seed = self.recipe.seed + 1 + self.chunk
            pairs = encode(self._drawn(seed), self.tokenizer)
            for ids, labels in self._batches(pairs, seed):
                yield self._step(ids, labels, left=1 - self.seconds / (60 * minutes))
                self.seconds = resumed_at + time.monotonic() - began
                if self.seconds >= 60 * minutes:
                    break
            self.chunk += 1
            if time.monotonic() - saved_at > 60 * self.recipe.save_minutes:
                saved_at = time.monotonic()
                self.save(held_out)
        self.save(held_out)

    def _drawn(self, seed: int) -> list[Example]:
        copying = 1.0 if self.chunk < self.recipe.copied else self.recipe.copying
        copies = round(copying * self.recipe.chunk)
        drawn = self.corpus.copies(copies, seed=seed)
        return drawn + self.corpus.sample(self.recipe.chunk - copies, seed=seed)

    def _batches(
        self, pairs: list[tuple[list[int], list[int]]], seed: int
    ) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        pad = self.tokenizer.pad_token_id
        return batches(pairs, size=self.recipe.batch, pad=pad, seed=seed)

    def _step(self, ids: torch.Tensor, labels: torch.Tensor, *, left: float) -> float:
        warm = min(1.0, (self.step + 1) / self.recipe.warmup)
        rate = self.recipe.rate * warm * min(1.0, left / self.recipe.cooling)
        with autocast():
            loss = loss_of(self.model, ids, labels)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad()
        self.step += 1
        return loss.item()

    def held_out_loss(self, examples: list[Example]) -> float:
        """Mean loss over the batches of examples the run does not train on."""
        self.model.eval()
        with torch.inference_mode(), autocast():
            losses = [
                loss_of(self.model, ids, labels).item()
                for ids, labels in self._batches(encode(examples, self.tokenizer), 0)
            ]
        self.model.train()
        return sum(losses) / len(losses)

    def save(self, held_out: list[Example] | None = None) -> None:
        """Write the model as it would be served, then the checkpoint, whole or not at all."""
        served = LlamaForCausalLM(self.model.config)
        served.load_state_dict(self.model.state_dict())
        served.generation_config = self.model.generation_config
        served.to(torch.bfloat16).save_pretrained(self.out)
        self.tokenizer.save_pretrained(self.out)
        state = {
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "step": self.step,
            "chunk": self.chunk,
            "seconds": self.seconds,
        }
        part = self.out / "checkpoint.part"
        torch.save(state, part)
        part.replace(self.out / "checkpoint.pt")
        if held_out:
            print(f"held-out loss {self.held_out_loss(held_out):.4f}", file=sys.stderr, flush=True)


def main() -> None:
    """Train, or go on with what `--out` holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of captions.tsv")
    parser.add_argument("--eval", type=Path, help="folder whose captions are held out")
    parser.add_argument("--out", type=Path, default=Path("var/bundled-writer"))
    parser.add_argument("--minutes", type=float, default=75.0)
    given = parser.parse_args()
    run = Run(load(given.data), out=given.out, recipe=Recipe())
    held_out = Corpus(load(given.eval)).sample(480, seed=0) if given.eval else None
    recent = 0.0
    for loss in run.train(given.minutes, held_out):
        recent = loss if not recent else 0.98 * recent + 0.02 * loss
        if run.step % 50 == 0:
            spent = f"{run.seconds / 60:.1f}/{given.minutes:g} min"
            print(f"step {run.step} {spent} loss {recent:.4f}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
