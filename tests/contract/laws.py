"""What holds in every month of every world: what is conserved, what is a share, what cannot run below zero."""

from types import MappingProxyType

import numpy as np

from model.systems.ledger import ACCOUNTS

ROUNDING = 1e-9


def account(world, name):
    """Balance of one account, US$ m (options, worlds)."""
    return world.ledger.balance[ACCOUNTS.index(name)]


BALANCES = MappingProxyType(
    {
        "persons sent = camps + theatre + casualties + returned": lambda w: (
            w.manpower.sent,
            w.manpower.camps + w.manpower.theatre + w.manpower.casualties + w.manpower.returned,
        ),
        "containers: opening stock + produced = stock + in transit + delivered + seized": lambda w: (
            w.p.export_stock + w.arms.produced,
            w.arms.stock + w.arms.in_transit + w.arms.delivered + w.arms.seized,
        ),
        "goods offered = delivered + seized + turned back + left behind": lambda w: (
            w.channels.offered,
            w.channels.delivered + w.channels.seized + w.channels.turned_back + w.channels.left_behind,
        ),
        "routes share out the whole trade": lambda w: (w.channels.share.sum(axis=1), np.ones((2, *w.shape))),
        "coins stolen = traceable + frozen + dark + spent": lambda w: (
            w.crypto.stolen,
            w.crypto.traceable + w.crypto.frozen + w.crypto.dark + w.crypto.spent,
        ),
        "money: all balances sum to zero": lambda w: (
            np.maximum(w.ledger.balance, 0.0).sum(axis=0),
            np.maximum(-w.ledger.balance, 0.0).sum(axis=0),
        ),
        "money: victims lost what was stolen": lambda w: (-account(w, "victims"), w.crypto.stolen),
        "money: what is frozen lies in the frozen account": lambda w: (account(w, "frozen"), w.crypto.frozen),
        "money: coins not yet spent lie in the coins' account": lambda w: (
            account(w, "stolen_coins"),
            w.crypto.traceable + w.crypto.dark,
        ),
        "money: value returned is paid in four kinds": lambda w: (
            w.ledger.returned.sum(axis=0),
            w.ledger.value_returned,
        ),
    }
)
SHARES = MappingProxyType(
    {
        "outside_events": ("ceasefire", "turnover"),
        "front": ("presence",),
        "manpower": ("gap",),
        "arms": ("seen", "gap"),
        "designation": ("disrupted", "mean", "suppressed", "next_list"),
        "channels": ("share", "leakage"),
        "crypto": ("settlement_share",),
        "ledger": (),
        "economy": ("income_loss", "dependence", "leverage", "pressure"),
        "missiles": ("capability", "resistance", "nuclear", "transfer"),
        "tension": ("deterrence", "reassurance", "japanese_threat", "incident", "clash_at_sea"),
        "talks": ("trust", "progress", "relief", "verification", "halt", "moratorium", "calming", "level"),
        "norms": ("arms_control", "suspended"),
        "retaliation": ("severity", "technology"),
        "alliances": ("depth", "cohesion"),
    }
)
STOCKS = MappingProxyType(
    {
        "outside_events": ("summit",),
        "front": ("intensity", "appetite", "drones", "trained", "displacement"),
        "manpower": (
            "force", "camps", "theatre", "sent", "returned", "casualties", "killed", "captured", "without_status",
            "rotated", "lost_this_month", "losses", "requested",
        ),
        "arms": (
            "stock", "flow", "works", "in_transit", "produced", "delivered", "seized", "turned_back", "delivered_now",
            "shipped_now", "fire", "north_fire", "stopped_now", "concealment",
        ),
        "designation": ("pressure", "designations", "replacement", "effective"),
        "channels": ("offered", "shipped", "delivered", "seized", "turned_back", "left_behind", "fear", "boardings"),
        "crypto": ("stolen", "traceable", "frozen", "dark", "spent", "stolen_now", "spent_now", "frozen_now", "shift"),
        "ledger": ("returned", "value_sent", "value_returned", "rent", "aid_delivered", "aid_diverted", "other_income"),
        "economy": ("trade", "trend"),
        "missiles": ("reach", "emboldenment", "excitement", "short", "hypersonic", "intercontinental"),
        "tension": ("peninsula", "drills", "patrols", "incidents"),
        "talks": ("months_in_talks", "kept", "broken"),
        "norms": (),
        "retaliation": ("verbal", "cyber", "material", "damage", "strain", "acts"),
        "alliances": (),
    }
)  # fmt: skip


def breaches(world) -> list[str]:
    """Every law that the world breaks at the end of this month, with its month and the worst number."""
    found = [*unbalanced(world), *not_shares(world), *below_zero(world), *not_finite(world)]
    return [f"month {world.month}: {what}" for what in found]


def unbalanced(world):
    """Balances that do not close to rounding."""
    for law, sides in BALANCES.items():
        left, right = sides(world)
        off = np.abs(left - right).max()
        if not off <= ROUNDING * (1.0 + np.abs(left).max()):
            yield f"{law}: off by {off:g}"


def not_shares(world):
    """Shares outside 0 to 1."""
    for system, names in SHARES.items():
        for name in names:
            value = getattr(world.systems[system], name)
            if not (value.min() >= -ROUNDING and value.max() <= 1.0 + ROUNDING):
                yield f"{system}.{name} is no share: {value.min():g} to {value.max():g}"


def below_zero(world):
    """Stocks and flows below zero."""
    for system, names in STOCKS.items():
        for name in names:
            least = getattr(world.systems[system], name).min()
            if not least >= -ROUNDING:
                yield f"{system}.{name} runs below zero: {least:g}"


def not_finite(world):
    """Anything that is no finite number, of systems and actors alike."""
    for name, thing in (*world.systems.items(), *((actor.name, actor) for actor in world.agents)):
        for attribute, value in vars(thing).items():
            if isinstance(value, np.ndarray) and not np.isfinite(value).all():
                yield f"{name}.{attribute} is not finite"
