"""Rows written side by side, each in a slot: they come and go while others are being written.

    waiting ──admit: read the prompts──> slots ──step: a token each──> ended, its slot is free

Rows are of any length and age, and what one says depends on its own prompt and seed alone. The
opening that all prompts share is read once, and copied into each slot.
"""

from collections import deque
from collections.abc import Sequence

import torch

from captioner.engine.llama import Llama
from captioner.engine.sampling import Sampling, drawn, draws


class Slots:
    """Rows being written by one model, up to `at_once` of them. Used by one thread at a time.

    Args:
        ends: tokens that end a text.
        opening: tokens that all prompts begin with; a prompt that does not is read whole.
    """

    @torch.inference_mode()
    def __init__(
        self,
        llama: Llama,
        *,
        at_once: int,
        sampling: Sampling,
        ends: Sequence[int],
        opening: Sequence[int] = (),
    ) -> None:
        self._llama = llama
        self.at_once = at_once
        self._sampling = sampling
        self._ends = frozenset(ends)
        self._memory, self._angles = llama.memory(at_once, 0), llama.angles(0)
        new = {"device": llama.device}
        self._count = torch.zeros(at_once, dtype=torch.long, **new)  # tokens in a slot
        self._last = torch.zeros(at_once, dtype=torch.long, **new)  # the one not yet read
        self._step = torch.zeros(at_once, dtype=torch.long, **new)
        self._draws = torch.zeros(at_once, sampling.max_new_tokens, **new)
        self._written = torch.zeros(at_once, llama.vocabulary, dtype=torch.bool, **new)
        self._opening = tuple(opening)
        self._opened = llama.memory(1, len(opening))
        self._reserve(len(opening))
        if opening:
            self._read([self._opening], begin=0, memory=self._opened)

    @torch.inference_mode()
    def write(self, prompts: Sequence[Sequence[int]], seeds: Sequence[int]) -> list[list[int]]:
        """What each prompt goes on with, its end included where it came to one.

        Args:
            seeds: one for each prompt.
        """
        self._reserve(max(map(len, prompts), default=0) + self._sampling.max_new_tokens)
        texts: list[list[int]] = [[] for _ in prompts]
        waiting = deque(range(len(prompts)))
        live: list[int] = []  # by slot: the row in it; always the first slots
        while waiting or live:
            if waiting and len(live) < self.at_once:
                admitted = [waiting.popleft() for _ in range(self.at_once - len(live)) if waiting]
                self._admit(
                    [prompts[row] for row in admitted],
                    [seeds[row] for row in admitted],
                    slot=len(live),
                )
                live += admitted
            for slot, token in reversed(list(enumerate(self._next(len(live))))):
                text = texts[live[slot]]
                text.append(token)
                if token in self._ends or len(text) == self._sampling.max_new_tokens:
                    self._free(slot, live)
        return texts

    def _reserve(self, length: int) -> None:
        """Have slots of this length; what is in them is lost where they grow."""
        if length > self._memory.shape[2]:
            self._memory = self._llama.memory(self.at_once, length)
            self._angles = self._llama.angles(length)

    def _admit(self, prompts: Sequence[Sequence[int]], seeds: Sequence[int], *, slot: int) -> None:
        """Put rows into the slots from `slot` on, all of their prompts read but the last token."""
        slots = slice(slot, slot + len(prompts))
        begin = len(self._opening)
        if any(
            tuple(prompt[:begin]) != self._opening or len(prompt) <= begin for prompt in prompts
        ):
            begin = 0
        # A place that is masked counts nothing times its value: it must hold a number.
        self._memory[:, slots] = 0
        if begin:
            self._memory[:, slots, :begin] = self._opened
        self._read(
            [prompt[begin:-1] for prompt in prompts], begin=begin, memory=self._memory[:, slots]
        )
        self._count[slots] = torch.tensor([len(prompt) - 1 for prompt in prompts])
        self._last[slots] = torch.tensor([prompt[-1] for prompt in prompts])
        self._step[slots] = 0
        self._draws[slots] = draws(seeds, self._sampling.max_new_tokens).to(self._draws.device)
        self._written[slots] = False

    def _read(self, texts: Sequence[Sequence[int]], *, begin: int, memory: torch.Tensor) -> None:
        """Read texts of any lengths, from place `begin` on.

        The shorter are filled up behind: what that leaves in their slots lies after their own
        tokens, where no token of theirs looks before it has put its own there.
        """
        length = max(map(len, texts))
        if not length:
            return
        filled = torch.tensor([[*text, *[0] * (length - len(text))] for text in texts])
        places = torch.arange(begin, begin + length, device=memory.device)
        mask = torch.arange(begin + length, device=memory.device) <= places[:, None]
        self._llama.read(
            filled.to(memory.device),
            places.expand(len(texts), -1),
            self._angles,
            memory[:, :, : begin + length],
            mask[None, None],
        )

    def _next(self, live: int) -> list[int]:
        """One more token for each of the first `live` slots."""
        places = self._count[:live]
        reach = int(places.max()) + 1
        mask = None
        if (places + 1 != reach).any():
            mask = (torch.arange(reach, device=places.device) <= places[:, None])[:, None, None]
        x = self._llama.read(
            self._last[:live, None],
            places[:, None],
            self._angles,
            self._memory[:, :live, :reach],
            mask,
        )
        rows = torch.arange(live, device=places.device)
        written = self._written[:live]
        draw = self._draws[rows, self._step[:live]]
        tokens = drawn(self._llama.head(x[:, 0]), written, draw, self._sampling)
        written[rows, tokens] = True
        self._last[:live] = tokens
        self._count[:live] += 1
        self._step[:live] += 1
        return tokens.tolist()

    def _free(self, slot: int, live: list[int]) -> None:
        """End the row of a slot; the row of the last slot moves into it."""
        last = len(live) - 1
        if slot < last:
            for state in (self._count, self._last, self._step, self._draws, self._written):
                state[slot] = state[last]
            self._memory[:, slot] = self._memory[:, last]
            live[slot] = live[last]
        live.pop()
