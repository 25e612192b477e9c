"""Takes all options; gives how each fares by eight measures, without a score."""
