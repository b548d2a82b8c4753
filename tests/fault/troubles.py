"""Everything that can go wrong, one function each; each undoes itself within seconds.

TROUBLES says how often each comes, in relation to the others. 'storm' is a Storm.
"""

import contextlib
import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Callable

import psycopg
import redis

STREAM = "heed:events"
BACKENDS = "select pid from pg_stat_activity where application_name like 'heed-%'"


def kill_program(storm, chance):
    storm.choose_program(chance).suffer(signal.SIGKILL)


def stop_program(storm, chance):
    """The supervisor lets it go on."""
    storm.choose_program(chance).suffer(signal.SIGSTOP)


def flush_redis(storm, chance):
    storm.redis.flushall()


def delete_stream(storm, chance):
    storm.redis.delete(STREAM)


def trim_stream(storm, chance):
    storm.redis.xtrim(STREAM, maxlen=0, approximate=False)


def destroy_group(storm, chance):
    storm.redis.xgroup_destroy(STREAM, "workers")


def cut_redis_connections(storm, chance):
    for client in storm.redis.client_list():
        if client["addr"] != "" and chance.random() < 0.7:
            storm.redis.client_kill_filter(_id=client["id"], skipme=True)


def fill_redis(storm, chance):
    storm.redis.config_set("maxmemory", 1)
    later(chance.uniform(0.2, 1), lambda: storm.redis.config_set("maxmemory", 256 * 1024 * 1024))


def stop_redis(storm, chance):
    stop_process(chance, storm.servers.process("redis"), 2)


def restart_redis(storm, chance):
    """Killed; half of the time it comes back without its files."""
    storm.servers.kill("redis")
    if chance.random() < 0.5:
        for file in (storm.servers.folder / "redis" / "data").iterdir():
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    storm.servers.start("redis")


def terminate_backends(storm, chance):
    with storm.superuser() as database:
        for backend in backends(database, chance, 4):
            database.execute("select pg_terminate_backend(%s)", [backend])


def stop_backends(storm, chance):
    with storm.superuser() as database:
        for backend in backends(database, chance, 2):
            stop_process(chance, backend, 4)


def hold_rows(storm, chance):
    """Somebody else holds what the relay and the workers want."""
    holder = storm.superuser()
    holder.execute("begin")
    holder.execute("select id from outbox where state in (0, 1) order by id limit 20 for update")
    later(chance.uniform(0.1, 2), holder.close)


def restart_postgres(storm, chance):
    storm.servers.kill("postgres")
    storm.servers.start("postgres")


Trouble = Callable[["Storm", random.Random], None]  # noqa: F821

TROUBLES: dict[Trouble, int] = {
    kill_program: 12,
    stop_program: 8,
    flush_redis: 6,
    delete_stream: 6,
    trim_stream: 6,
    destroy_group: 6,
    cut_redis_connections: 8,
    fill_redis: 3,
    stop_redis: 2,
    restart_redis: 2,
    terminate_backends: 14,
    stop_backends: 3,
    hold_rows: 6,
    restart_postgres: 1,
}

# What a trouble may meet because another one is not over yet.
MET = (OSError, psycopg.Error, redis.RedisError, RuntimeError, ValueError)


def cause(storm, chance: random.Random) -> str | None:
    """One trouble by chance; its name, or None when it could not be caused."""
    (trouble,) = chance.choices(list(TROUBLES), TROUBLES.values())
    try:
        trouble(storm, chance)
    except MET:
        return None
    return trouble.__name__


def backends(database, chance: random.Random, most: int) -> list[int]:
    found = [row[0] for row in database.execute(BACKENDS)]
    return chance.sample(found, min(chance.randint(1, most), len(found)))


def stop_process(chance: random.Random, process: int, longest: float):
    os.kill(process, signal.SIGSTOP)
    later(chance.uniform(0.2, longest), lambda: os.kill(process, signal.SIGCONT))


_later: list[threading.Thread] = []


def later(seconds: float, what):
    def run():
        time.sleep(seconds)
        with contextlib.suppress(*MET):
            what()

    thread = threading.Thread(target=run)
    thread.start()
    _later.append(thread)


def wait_for_end():
    """Until everything that goes on later is over."""
    while _later:
        _later.pop().join()
