"""Cores, machines and money for so many captions a minute: sums over what was measured. Pure."""

import math
from dataclasses import dataclass

BUSY = 0.7  # of a core's time that is planned for: requests that come by chance find it free


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """Seconds of a core that one caption takes outside of the workers."""

    web: float
    database: float
    redis: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """What answers so many captions a minute.

    Args:
        workers, web, database, redis: cores; a worker is one.
        machines: that have these cores.
        per_thousand: captions, in the money of the price.
    """

    a_minute: int
    workers: int
    web: float
    database: float
    redis: float
    machines: int
    per_thousand: float


def fleet(
    a_minute: int, *, workers: int, stages: Stages, core_hour: float, machine_cores: int
) -> Fleet:
    """What is needed, and what a thousand captions then cost.

    Machines are paid for whole and all day, and nothing else is: no network, no disk, no spare.

    Args:
        workers: that keep up, by the simulation.
        core_hour: the price of a core for an hour.
    """
    needed = a_minute / 60 / BUSY
    web, database, redis = (
        needed * seconds for seconds in (stages.web, stages.database, stages.redis)
    )
    machines = math.ceil((workers + web + database + redis) / machine_cores)
    hourly = machines * machine_cores * core_hour
    return Fleet(
        a_minute=a_minute,
        workers=workers,
        web=round(web, 2),
        database=round(database, 2),
        redis=round(redis, 2),
        machines=machines,
        per_thousand=hourly / (a_minute * 60) * 1000,
    )
