"""The pages of the explorer, one module a kind, each with its ``ROUTES``."""
