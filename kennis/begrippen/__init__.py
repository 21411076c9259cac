"""The managed list of terms: what a begrip must be, the list as a table, and the list as the search uses it."""
