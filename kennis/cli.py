"""The command `kennis`: mounts the commands of every part, and turns errors into one line and an exit code."""

from __future__ import annotations

import logging
import sys

import click
import structlog

from kennis.commands.account import account
from kennis.commands.begrippen import begrippen
from kennis.commands.controleer import controleer
from kennis.commands.demo import demo
from kennis.commands.evalueer import evalueer
from kennis.commands.hiaten import hiaten
from kennis.commands.indexeer import indexeer
from kennis.commands.serve import serve, worker
from kennis.commands.zoek import zoek
from kennis.errors import KennisError, UsageError

EXIT_FAILED = 1
EXIT_WRONG_CALL = 2


class KennisGroup(click.Group):
    """A group whose commands may raise any KennisError."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KennisError as error:
            click.echo(f"Fout: {error}", err=True)
            raise SystemExit(EXIT_WRONG_CALL if isinstance(error, UsageError) else EXIT_FAILED) from error


@click.group(cls=KennisGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kennisnetwerk", prog_name="kennis", message="%(prog)s %(version)s")
@click.option("--log", "level", default="WARNING", help="Wat er op stderr wordt gemeld: DEBUG, INFO of WARNING.")
def main(level: str) -> None:
    """Kennisnetwerk: zoek in documenten van de regio, op woorden en op betekenis."""
    configure_log(level)


def configure_log(level: str) -> None:
    """Write events of this level and up to stderr, one line each; stdout is for results."""
    number = logging.getLevelNamesMapping().get(level.upper())
    if number is None:
        raise UsageError(f"Onbekend niveau '{level}': kies DEBUG, INFO of WARNING.")
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
    )


for command in (demo, serve, worker, indexeer, zoek, evalueer, hiaten, controleer, account, begrippen):
    main.add_command(command)

if __name__ == "__main__":
    main()
