"""Where commands are started from: a click in Excel or the command line; progress, error log, backups."""
