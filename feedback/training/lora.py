"""LoRA training: a base and a snapshot's rows in, a sealed adapter in the run's folder out.

    opened --step--> ... --step--> sealed (OUT/adapter)
               |  ^
       asked to end, or killed; taken up again from OUT/checkpoint.pt

A step's batch is of all processes; each learns from its part and the gradients are summed, so the
sum is the same however many there are. Knows neither evaluation nor trackers.
"""

import logging
import math
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from accelerate import Accelerator
from peft import PeftModel, get_peft_model_state_dict, set_peft_model_state_dict

from captioner.engine import adapter_files
from captioner.engine.device import choose
from captioner.engine.types import Placement
from feedback.training import batching, checkpoints, config, stopping
from feedback.training.bases import Base, open_base, save_adapter, with_lora
from feedback.training.config import Training, TrainingConfig
from feedback.training.errors import Canceled, Diverged, TooSmall
from feedback.training.examples import Batch, fitting
from feedback.training.objective import dice, learned_tokens, rate, summed_loss, summed_over
from feedback.training.progress import Line, Progress
from feedback.training.splits import Splits

ADAPTER = "adapter"  # the folder inside the run's, there when training is done
_DEV_EXAMPLES = 256  # at most so many are measured at a checkpoint: it tells enough, and costs

log = logging.getLogger(__name__)


def train(
    config: TrainingConfig,
    splits: Splits,
    *,
    dataset_digest: str,
    on_line: Callable[[Line], None] = lambda line: None,
    is_asked_to_end: Callable[[], bool] = lambda: False,
) -> Path:
    """Train, or go on with what the run's folder holds.

    Args:
        on_line: called with every line of progress, in the first process alone.
        is_asked_to_end: asked before every step, as `stopping.FILE` in the folder is.

    Returns:
        the sealed adapter's folder, `OUT/adapter`.

    Raises:
        Canceled: it was asked to end; the checkpoint is written.
        TooSmall: no example fits the model's window.
        BadConfig, BaseMismatch, ModelMissing, NoPixels: see where they are raised.
    """
    placement, accelerator = _placed(config.training)
    base = open_base(config, placement)
    torch.manual_seed(config.training.seed)  # the same fresh adapter in every process
    run = _Run(config, base, accelerator, splits, dataset_digest)
    run.resume()
    run.learn(on_line, is_asked_to_end)
    if accelerator.is_main_process:
        _seal(run, dataset_digest)
    accelerator.wait_for_everyone()
    return config.out / ADAPTER


def _placed(training: Training) -> tuple[Placement, Accelerator]:
    placement = choose(training.device, training.precision)
    accelerator = Accelerator(cpu=placement.device == "cpu")
    if accelerator.num_processes > 1:
        placement = choose(str(accelerator.device), training.precision)
    log.info("training on %s in %s: %s", placement.device, placement.dtype, placement.reason)
    return placement, accelerator


class _Run:
    """What learns, and how far it has come: `step` of `steps`."""

    def __init__(
        self,
        config: TrainingConfig,
        base: Base,
        accelerator: Accelerator,
        splits: Splits,
        dataset_digest: str,
    ) -> None:
        self.config, self.base, self.accelerator = config, base, accelerator
        self.training = config.training
        self.tuned: PeftModel = with_lora(base, config.lora, config.role)
        self.train = fitting(base.examples, splits.train, config.role)
        self.dev = fitting(base.examples, splits.dev, config.role)[:_DEV_EXAMPLES]
        if not self.train:
            raise TooSmall("no row of train fits the model's window")
        self.parameters = [each for each in self.tuned.parameters() if each.requires_grad]
        self.optimizer = torch.optim.AdamW(
            self.parameters, lr=0.0, weight_decay=self.training.weight_decay
        )
        self.sizes = [base.examples.size(one) for one in self.train]
        self.batch_size = self.training.batch_size * accelerator.num_processes
        self.steps_an_epoch = batching.steps_of(
            math.ceil(len(self.train) / self.batch_size),
            accumulated=self.training.grad_accum_steps,
        )
        self.steps = self.steps_an_epoch * self.training.epochs
        self.steps = min(self.steps, self.training.max_steps or self.steps)
        self.step = 0
        self.origin = checkpoints.Origin(
            base=base.digest,
            dataset=dataset_digest,
            settings=_settings(config),
            rows_a_step=self.batch_size * self.training.grad_accum_steps,
        )

    def resume(self) -> None:
        kept = checkpoints.load(self.config.out, self.origin)
        if kept is None:
            return
        set_peft_model_state_dict(self.tuned, kept.adapter)
        self.optimizer.load_state_dict(kept.optimizer)
        self.step = kept.step
        log.info("taken up again after step %d", self.step)

    def save(self) -> None:
        if self.accelerator.is_main_process:
            adapter = get_peft_model_state_dict(self.tuned, save_embedding_layers=False)
            kept = checkpoints.Checkpoint(self.step, adapter, self.optimizer.state_dict())
            checkpoints.save(kept, self.origin, self.config.out)

    def learn(self, on_line: Callable[[Line], None], is_asked_to_end: Callable[[], bool]) -> None:
        """Every step that is left."""
        progress = Progress(self.config.out, step=self.step, steps=self.steps)

        def report(dev_loss: float | None) -> None:
            if self.accelerator.is_main_process:
                on_line(progress.write(self.step, dev_loss=dev_loss))

        while self.step < self.steps:
            self._require_wanted(is_asked_to_end)
            progress.add(self._learn_step())
            self.step += 1
            last = self.step == self.steps
            if last or self.step % self.training.checkpoint_steps == 0:
                self.save()
                report(self.dev_loss())
            elif self.step % self.training.logging_steps == 0:
                report(None)

    def _require_wanted(self, is_asked_to_end: Callable[[], bool]) -> None:
        asked = is_asked_to_end() or stopping.is_asked(self.config.out)
        # All processes end at the same step, whichever of them was told.
        if self._sum(torch.tensor([float(asked)])).item():
            self.save()
            raise Canceled(f"ended on request after step {self.step} of {self.steps}")

    def _learn_step(self) -> float:
        """One update; its loss a token."""
        # By step and process: a run taken up again throws the dice that an unbroken one does.
        torch.manual_seed(dice(self.training.seed, self.step, self.accelerator.process_index))
        self.tuned.train()
        batches = [self._batch(part) for part in self._parts(self.step)]
        tokens = self._sum(torch.tensor([float(sum(map(learned_tokens, batches)))]))
        total = torch.zeros(1)
        for batch in batches:
            loss = summed_loss(self.tuned, batch) / tokens.item()
            loss.backward()
            total += loss.detach().float().cpu()
        self._share_gradients()
        torch.nn.utils.clip_grad_norm_(self.parameters, self.training.max_grad_norm or math.inf)
        for group in self.optimizer.param_groups:
            group["lr"] = rate(self.step, self.steps, self.training)
        self.optimizer.step()
        self.optimizer.zero_grad()
        found = self._sum(total).item()
        if not math.isfinite(found):
            raise Diverged(
                f"the loss is no number any more after step {self.step + 1}: lower "
                "training.learning_rate",
                field="training.learning_rate",
            )
        return found

    def _parts(self, step: int) -> Iterator[list[int]]:
        """This process's examples of a step, batch by batch; a small batch may leave it none."""
        epoch, number = divmod(step, self.steps_an_epoch)
        order = batching.batches(
            self.sizes, size=self.batch_size, seed=self.training.seed, epoch=epoch
        )
        process, processes = self.accelerator.process_index, self.accelerator.num_processes
        accumulated = self.training.grad_accum_steps
        for batch in order[number * accumulated : (number + 1) * accumulated]:
            if mine := batching.part(batch, process=process, processes=processes):
                yield mine

    def _batch(self, numbers: Sequence[int]) -> Batch:
        return self.base.examples.batch([self.train[number] for number in numbers])

    def _sum(self, values: torch.Tensor) -> torch.Tensor:
        """Over all processes."""
        if self.accelerator.num_processes == 1:
            return values
        return self.accelerator.reduce(values.to(self.accelerator.device), "sum").cpu()

    def _share_gradients(self) -> None:
        """Every process's gradients become the sum of all; what one has not used counts as 0."""
        if self.accelerator.num_processes == 1:
            return
        for parameter in self.parameters:
            if parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
            parameter.grad = self.accelerator.reduce(parameter.grad, "sum")

    def dev_loss(self) -> float | None:
        """Mean loss a token over rows that are not learned from; None without such rows."""
        if not self.dev:
            return None
        mine = self.dev[self.accelerator.process_index :: self.accelerator.num_processes]
        found = summed_over(
            self.tuned, self.base.examples, mine, batch_size=self.training.batch_size
        )
        loss, tokens = self._sum(torch.tensor(found, dtype=torch.float64)).tolist()
        return loss / tokens


def _settings(config_: TrainingConfig) -> dict:
    """What a run taken up again must share with the one before, by path."""
    plain = config.plain(config_)
    free = {"logging_steps", "checkpoint_steps", "device", "min_train", "min_eval", "min_test"}
    training = {f"training.{k}": v for k, v in plain["training"].items() if k not in free}
    lora = {f"lora.{k}": v for k, v in plain["lora"].items()}
    return {"role": plain["role"]} | lora | training


def _seal(run: _Run, dataset_digest: str) -> None:
    """The adapter as it is served, whole or not at all."""
    out = run.config.out
    if (out / ADAPTER).exists():
        return  # of this very run: its checkpoint was found to be
    part = out / f"{ADAPTER}.part"
    shutil.rmtree(part, ignore_errors=True)
    save_adapter(run.tuned, run.base, part)
    adapter_files.seal(
        part,
        role=run.config.role,
        base=run.base.name,
        base_digest=run.base.digest,
        dataset_digest=dataset_digest,
        config=config.plain(run.config),
    )
    part.rename(out / ADAPTER)
