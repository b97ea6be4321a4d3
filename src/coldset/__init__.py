"""Coldset: every weapon and every round on a set accounted for."""
