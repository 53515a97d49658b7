"""`python -m coalition_site` is the command `coalition`."""

from coalition_site.cli import main

if __name__ == "__main__":
    main()
