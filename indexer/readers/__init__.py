"""One module per format; each turns the bytes of a file into an Extract.

To add a format: write a module with `read(source: Source) -> Extract`, let `recognise.py` know its content,
and name it in `READERS` of `indexer/extract.py`.
"""
