"""Takes the games of an option's levers; gives what each does and which two fight."""
