"""意见办理: whose it is, until when, the answer, the call back, the appeal."""
