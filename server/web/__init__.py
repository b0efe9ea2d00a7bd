"""One module per resource: it reads a request, calls the rooms below and renders. No rules, no SQL."""
