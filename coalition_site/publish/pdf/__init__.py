"""PDF documents: laid out in processes of their own, checked, mended, joined, and kept."""
