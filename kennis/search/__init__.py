"""Search over records of any kind; knows nothing of the database, of files or of the web."""
