"""The entry script; nothing runs where it is merely imported, as by the processes that do long work."""

if __name__ == "__main__":
    from dashboard.ui import shell

    shell.draw()
