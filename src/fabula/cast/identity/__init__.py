"""Which figures of a first reading are one person: evidence of each pair, and one scored clustering."""
