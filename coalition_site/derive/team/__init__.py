"""The team's side: everything, with what is due, where partners stand, and what is held back."""
