"""The worksheet as data, filled or as a form."""
