"""letters: guarantee letters, reconciliation acts and demand letters from a ledger."""

__version__ = "0.1.0"
