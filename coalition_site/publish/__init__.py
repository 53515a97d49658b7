"""Write everything that leaves the program: sites, PDF documents, letters and lists."""
