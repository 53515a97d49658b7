"""Images: drawn for outputs that know fewer kinds, and freed of metadata."""
