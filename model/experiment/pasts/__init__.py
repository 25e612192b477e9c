"""Which prior worlds' histories a study may continue: the search, its lists and its report."""
