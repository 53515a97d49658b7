"""Sites: a docs tree, MkDocs, and pages that are filled into what it makes."""
