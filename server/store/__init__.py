"""The only SQL: models, and queries that all take the owner first. No rules, no requests."""
