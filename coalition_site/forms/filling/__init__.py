"""Forms of records: which one an address names, what its page shows and leads to, and what is saved of it."""
