"""The commands of `fulcrum`, one a file; each imports what is heavy only when it is called."""
