"""Seeded generators of the larger sample festivals; what they write is committed under ``fixtures/``."""
