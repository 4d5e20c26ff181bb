"""Public address of the buttons: books already handed out call `macros.host.run('refresh')`."""

from macros.hosts.excel import run

__all__ = ["run"]
