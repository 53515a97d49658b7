"""The public site on its way to a web server: a folder or a zip file that afterwards holds it and nothing else."""
