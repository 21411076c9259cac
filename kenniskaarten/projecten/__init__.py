"""Projecten: the projectblad, who takes part, the planning, and the hours that stand in the book."""
