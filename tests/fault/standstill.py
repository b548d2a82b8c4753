"""Programs that a signal or a failpoint has stopped."""

from support.programs import Program, wait_until


def state_of(process: int) -> str:
    """The letter of /proc: R, S, T (stopped), Z (ended) and so on."""
    with open(f"/proc/{process}/stat") as file:
        return file.read().rsplit(")", 1)[1].split()[0]


def wait_until_stopped(program: Program):
    wait_until(f"{program.name} stands still", lambda: state_of(program.pid) in "tT")
