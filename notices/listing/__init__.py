"""The ledger as lists: filters, states, pages, workbook."""
