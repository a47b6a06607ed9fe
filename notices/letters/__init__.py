"""The documents that follow a 告知单: what they say, how they are printed, and their rows in the ledger."""
