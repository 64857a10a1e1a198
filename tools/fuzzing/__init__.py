"""What :mod:`tools.fuzz` is made of: whole small files, ways to break them, and a child that reads them."""
