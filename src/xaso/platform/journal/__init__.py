"""Facts: one hash-chained entry per write is the audit trail, the timeline and the event."""
