"""Forms in the browser that write the content's files: made from the models, saved through the one YAML editor."""
