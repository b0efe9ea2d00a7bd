"""Reminding people: by push, by mail, in their calendar. Who is reminded when is a rule in domain."""
