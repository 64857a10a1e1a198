"""Lets ``python -m fabula`` do what the ``fabula`` command does."""

from fabula.cli import main

if __name__ == "__main__":
    main()
