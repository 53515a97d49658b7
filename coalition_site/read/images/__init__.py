"""Images of the content folder, looked at before anything shows them."""
