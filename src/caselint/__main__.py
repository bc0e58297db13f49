"""``python -m caselint``: the command line."""

from caselint.cli import main

if __name__ == "__main__":
    main(prog_name="caselint")
