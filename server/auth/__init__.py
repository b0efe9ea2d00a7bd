"""Who asks: passkeys, sessions, access tokens, recovery, and the limits around them. No pages, no SQL."""
