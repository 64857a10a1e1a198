"""What is known of a language, as data: one list a purpose, and nothing that decides."""
