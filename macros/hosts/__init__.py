"""Where commands are started from: a click in Excel, or a command line; progress, logs and backups around them."""
