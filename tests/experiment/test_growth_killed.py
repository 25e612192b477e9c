"""kill -9 while a horizon grows: the same command goes on from whatever is left, and the last byte is the same."""

import os
import signal
import time
from collections import Counter
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from model.experiment import plan_of, run
from model.experiment.pool import context
from tests.faults.doomed import contents, halt_half_written, play_and_tell

LONG = 4
FILES = 1 + 2 * 6 + 1  # the manifest, a state and outcomes for each block, the manifest


def killed(scenario, folder: Path, doom, number: int) -> bool:
    """Whether a study was killed at a step, or half through a file, of its growth."""
    processes = context()
    hears, tells = processes.Pipe(duplex=False)
    process = processes.Process(target=doom, args=(run, scenario, folder, number, tells))
    process.start()
    tells.close()
    try:
        hears.recv_bytes()
        time.sleep(0.0005 * (number % 3))
        os.kill(process.pid, signal.SIGKILL)
    except EOFError:
        pass
    finally:
        process.join()
        hears.close()
    ended = process.exitcode
    process.close()
    return ended == -signal.SIGKILL


@pytest.mark.slow
def test_a_growth_that_is_killed_anywhere_goes_on_and_ends_with_the_bytes_of_a_fresh_run(tiny, tmp_path, capsys):
    longer = tiny.replace(months=LONG)
    short, undisturbed = run(tiny, tmp_path / "short").folder, contents(run(longer, tmp_path / "fresh").folder)
    found: Counter[str] = Counter()
    dooms = [(play_and_tell, step) for step in range(0, 2 * FILES, 2)]
    dooms += [(halt_half_written, number) for number in range(0, FILES, 3)]
    for doom, number in dooms:
        rmtree(tmp_path / "grown", ignore_errors=True)
        copytree(short, tmp_path / "grown")
        if not killed(longer, tmp_path / "grown", doom, number):
            continue
        left = plan_of(longer, tmp_path / "grown")
        assert left.lost == ()
        assert left.to_play == len(left.going_on), "nothing that was stored is played from the start"
        found["half a file" if list((tmp_path / "grown").rglob("*.tmp")) else "between files"] += 1
        run(longer, tmp_path / "grown")
        assert contents(tmp_path / "grown") == undisturbed, (doom.__name__, number)
    with capsys.disabled():
        print("\nkilled while growing:", dict(found))
    assert found.total() >= FILES and found["half a file"] >= 3
