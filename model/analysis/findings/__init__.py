"""Takes the runs of a study; gives the document of its findings."""
