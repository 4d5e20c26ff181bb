"""Public address of the command line: `customer-book`, and `python -m macros.cli`."""

from macros.hosts.command_line import main, run

__all__ = ["main", "run"]

if __name__ == "__main__":
    run()
