"""Records -> the context of one template, ready to print. No SQL, no requests, no framework."""
