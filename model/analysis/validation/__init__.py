"""Holds history against observed series, scored beside naive rivals; it must be possible to lose."""
