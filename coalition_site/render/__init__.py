"""Render: a view becomes texts. Templates are ours, one environment for each output format, and get one view each."""
