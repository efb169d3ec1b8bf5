"""The command line: `python -m dashboard`."""

from .command import main

if __name__ == "__main__":
    main(prog_name="python -m dashboard")
