"""`kennis post`: sends the mails that wait, and tells what became of them."""

from __future__ import annotations

from dataclasses import asdict

import click

from kennis.commands._shared import installation, json_option, print_json
from kenniskaarten.post import Stand, Telling, count_post, send_waiting

NIET_INGESTELD = "Er is geen mailserver ingesteld (KENNIS_SMTP): mails blijven bewaard."


@click.command()
@json_option
def post(*, as_json: bool) -> None:
    """Verstuur de mails die nu wachten."""
    with installation() as found:
        telling = send_waiting(found)
        is_set = found.config.postserver is not None
        with found.sessions() as session:
            stand = count_post(session)
    if as_json:
        print_json(
            {"ingesteld": is_set, **asdict(telling), "wachtend": stand.wachtend, "mislukt": stand.opgegeven}
        )
    else:
        click.echo(_describe(telling, stand) if is_set else f"{NIET_INGESTELD} Er wachten er {stand.wachtend}.")
    raise SystemExit(1 if telling.uitgesteld or telling.opgegeven else 0)


def _describe(telling: Telling, stand: Stand) -> str:
    lines = [
        f"Verstuurd: {telling.verstuurd}",
        f"Niet gelukt, later opnieuw: {telling.uitgesteld}",
        f"Niet gelukt, opgegeven: {telling.opgegeven}",
        f"Niet meer nodig: {telling.vervallen}",
        f"Wacht nog: {stand.wachtend}",
        f"Ooit opgegeven: {stand.opgegeven}",
    ]
    return "\n".join(lines)
