"""The Security Council: drafts, votes of five permanent members and ten others, and the veto."""

from __future__ import annotations

import numpy as np

from model.actors.actor import StateActor


class SecurityCouncil(StateActor):
    """A draft is adopted if at least nine members say yes and no permanent member says no.

    Rule: a draft is tabled with the tempo the coalition sets; Russia and China vote as they last chose, the three
    Western members say yes, each of the ten others says yes with a share of its own. Source: grounding §3.13.
    """

    name = "security_council"

    def open(self) -> None:
        self.condemned, self.vetoed = self.zeros(), self.zeros()
        self.adopted, self.standing = self.zeros(), self.zeros()

    def decide(self) -> None:
        w, p = self.world, self.world.p
        tabled = (w.luck_of("security_council/draft") < p.drafts_usual + w.instruments.council_drafts).astype(float)
        others = p.elected_yes * p.elected_members + p.elected_spread * (
            2.0 * w.luck_of("security_council/others") - 1.0
        )
        yes = p.western_members + np.clip(np.round(others), 0.0, p.elected_members)
        yes = yes + w.russia.chose("vote", "yes") + w.china.chose("vote", "yes")
        no = np.maximum(w.russia.chose("vote", "no"), w.china.chose("vote", "no"))
        self.meant = (tabled, *resolution(yes, no * p.veto_power, p.votes_needed))

    def act(self) -> None:
        super().act()
        tabled, adopted, vetoed = self.meant
        self.condemned = tabled
        self.adopted, self.vetoed = tabled * adopted, tabled * vetoed
        fading = self.world.p.standing_decay
        self.standing = self.standing * (1.0 - fading) + self.adopted * (1.0 - self.standing)


def resolution(yes: np.ndarray, veto: np.ndarray, needed: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether a draft is adopted and whether it was vetoed, as 0 or 1.

    Parameters
    ----------
    yes : array, number of members in favour
    veto : array, 1 where a permanent member votes no and the veto counts
    needed : votes needed, nine under Article 27 of the Charter

    Source: UN Charter, Article 27.
    """
    enough = (yes >= needed).astype(float)
    return enough * (1.0 - veto), enough * veto
