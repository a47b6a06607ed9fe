"""整改: what was found wrong, who mends it until when, and the recheck."""
