"""走流程: steps, times and snags held against the edition."""
