"""What was set before: a line of scenarios that Undo and Redo walk along."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.vm.scenario import Scenario

LONGEST = 50  # scenarios; more than anybody goes back, and a few kilobytes


@dataclass(frozen=True)
class History:
    """The scenario that is set, those before it and those that were undone.

    Parameters
    ----------
    now : what is set
    before : what was set before, the latest last
    after : what was undone, the latest first
    """

    now: Scenario
    before: tuple[Scenario, ...] = ()
    after: tuple[Scenario, ...] = ()

    def record(self, scenario: Scenario) -> History:
        """The line with another scenario set now; the same one adds nothing."""
        if scenario == self.now:
            return self
        return History(scenario, (*self.before, self.now)[-LONGEST:])

    def undone(self) -> History:
        """One step back; itself where there is none."""
        if not self.before:
            return self
        return replace(self, now=self.before[-1], before=self.before[:-1], after=(self.now, *self.after))

    def redone(self) -> History:
        """One step forward again; itself where there is none."""
        if not self.after:
            return self
        return replace(self, now=self.after[0], before=(*self.before, self.now), after=self.after[1:])

    @property
    def last(self) -> Scenario | None:
        """What was set just before, or None."""
        return self.before[-1] if self.before else None
