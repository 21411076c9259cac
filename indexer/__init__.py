"""From a file to rows: read it, cut it into passages, suggest its metadata, put it in the queue."""
