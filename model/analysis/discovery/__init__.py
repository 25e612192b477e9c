"""Takes worlds in which an option fails; gives what those worlds share."""
