"""Sheets and forms become proposals: what people meant, in the content's terms."""
