"""Validate: documents become a checked coalition, or problems in words people can act on."""
