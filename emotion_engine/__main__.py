"""``python -m emotion_engine``: train, evaluate, build profiles."""

import sys

from emotion_engine.lab.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
