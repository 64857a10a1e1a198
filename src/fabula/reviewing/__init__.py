"""A round of review: questions whose answers put most right, one after another."""

from fabula.reviewing.review import Question, Review, open_review

__all__ = ["Question", "Review", "open_review"]
