"""The web side: it shows, and neither solves nor checks."""
