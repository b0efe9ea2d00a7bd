"""Record shapes, one marshmallow schema per kind: the one source of fields, types and lengths."""
