"""Takes two options in the same worlds; gives their paired difference and how far it can be told."""
