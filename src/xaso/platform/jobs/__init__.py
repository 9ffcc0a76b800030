"""Background work: queue, lease, retry, schedule, dead letter, progress."""
