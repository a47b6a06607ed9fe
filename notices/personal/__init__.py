"""Personal data: apart from the ledger, sealed, shown for a reason, erased in time."""
