"""Composition only: what people, officers, leaders and other programs meet."""
