"""From a case, a finding or a shared cause to the next edition of the catalog."""
