"""检查: draws from the ledger, check sheets, what the system answers by itself, reports."""
