"""The shell of the command line's own tests, for hostile words too."""

from tests.cli.conftest import shell as shell
