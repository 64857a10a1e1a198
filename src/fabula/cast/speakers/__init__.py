"""Who speaks each quotation: what is seen of a line, its evidence for each candidate, and the decision."""
