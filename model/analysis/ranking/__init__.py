"""Takes a ranking; gives the smallest change of an assumption that turns it."""
