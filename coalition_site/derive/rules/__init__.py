"""Rules without words: who counts for which need, who may be named, which numbers stay out."""
