"""Pictures of a work: worked out from its reading as plain numbers, then drawn as SVG."""
