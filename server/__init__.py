"""Enishi's first server, in rooms: the map of the house. No code lives here.

    app       puts everything together        cli      commands for the person who runs it
    web       request -> response             sync     apply, the only writer, and the cursor
    auth      passkeys, sessions, limits      pages    records -> the context of one template
    schemas   the one source of shapes        store    models and queries, the only SQL
    domain    rules without a framework       config   every setting once; the clock and the ids
    errors    the kinds of failure            migrations  the steps of the database
    reminders what is due, sent once by push and mail

Imports go downwards only: app, web, reminders, sync and auth, then pages, schemas and store, then domain.
The second server, in static/worker, has the same rooms. One request: web/contacts -> store/contacts
-> pages/contacts -> templates/contacts; a write adds schemas and sync/apply.
"""
