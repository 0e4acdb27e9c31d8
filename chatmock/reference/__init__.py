"""The pages of reference, read from the code: the control API, seeds, webhooks, the command line, Python."""
