"""The pages of the kenniskaarten, a module for each group of them."""
