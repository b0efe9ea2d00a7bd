"""Changes come in, records go out: apply (the only writer), merge, cursor. No HTTP."""
