"""Checks between the fields and lists of a document; ``scheduler.check`` runs them all."""
