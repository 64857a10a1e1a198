"""The measures, one a file; each compares plain values and knows nothing of files or of the program."""
