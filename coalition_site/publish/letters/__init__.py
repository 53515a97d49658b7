"""Letters for word processors and mail programs."""
