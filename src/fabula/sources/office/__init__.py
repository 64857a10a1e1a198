"""What the formats of word processors share: paragraphs with their styles, lists, fields, XML parts."""
