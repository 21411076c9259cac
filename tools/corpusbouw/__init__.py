"""Turn the Markdown sources of the example corpus into the office files a municipality would make."""
