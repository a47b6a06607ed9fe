"""签收: stubs, the pad and the phone."""
