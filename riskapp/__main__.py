"""`python -m riskapp`: the same as the command `riskapp`."""

import sys

from riskapp.cli import main

if __name__ == "__main__":
    sys.exit(main())
