"""What a person has settled of a text, and how each decision of the cast stage is held to it."""
