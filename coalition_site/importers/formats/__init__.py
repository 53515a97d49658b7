"""Files as people have them become sheets of text and form fields: CSV, XLSX, PDF forms, saved forms."""
