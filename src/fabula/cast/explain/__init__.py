"""Why the cast is as it is: the evidence behind one decision, in words, worked out when somebody asks."""
