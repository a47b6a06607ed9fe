"""Proofs of the ledger: its numbers, hashes and bonds, and heads that somebody holds on paper."""
