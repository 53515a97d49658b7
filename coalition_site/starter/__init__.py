"""Starter: the files a new coalition begins with, and how its examples go away again. Texts lie beside the code."""
