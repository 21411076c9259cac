"""Herindeling: an organisatie goes on in another one, by linking and booking, never by rewriting."""
