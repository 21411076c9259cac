"""The rows, which are the truth: mappings, migrations and queries; knows nothing of the index."""
