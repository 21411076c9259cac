"""Kenniskaarten: who can be asked about what, why we think so, and asking it."""
