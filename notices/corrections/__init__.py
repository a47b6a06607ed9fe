"""When the catalog changes: which sheets in people's hands are no longer right, and telling them so."""
