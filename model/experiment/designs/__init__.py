"""Runs beyond the options of a study: portfolios, mixed worlds, moved assumptions, twins."""
