"""`python -m checkmarket`."""

from checkmarket.cli import main

if __name__ == "__main__":
    main()
