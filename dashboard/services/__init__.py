"""The only place that calls the engine and keeps its results."""
