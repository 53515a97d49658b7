"""Mends what the PDF engine leaves short of PDF/UA-1: tags, form fields, and what glyphs stand for."""
