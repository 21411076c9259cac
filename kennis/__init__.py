"""Het kennisnetwerk: one search over everything that a region of municipalities knows."""
