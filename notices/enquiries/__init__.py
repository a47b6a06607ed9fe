"""首问负责: who was asked first, where people were led, and the slip they take along."""
