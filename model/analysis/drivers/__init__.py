"""Takes worlds and their parameters; gives what drives an outcome or a difference."""
