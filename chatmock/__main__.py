"""``python -m chatmock``."""

import sys

from chatmock.cli import main

sys.exit(main())
