"""One tree of exceptions; each carries a message in plain Dutch that may be shown as it is.

KennisError
├── ConfigError             the settings cannot work
├── UsageError              the command or form was filled in wrongly
│   ├── MetadataError       the CSV with metadata cannot be used
│   ├── BoekingError        this cannot be written in the book
│   ├── HerindelingError    organisations cannot go on in each other so
│   ├── FieldsError         what was filled in cannot be; tells so for each field
│   │   ├── AfspraakError   this cannot be agreed about the balance
│   │   ├── BegripError     the list of terms cannot be changed so
│   │   ├── BijdrageError   what somebody brought cannot be booked so
│   │   ├── KaartError      the card cannot be changed so
│   │   ├── LijstError      the list of deskundigheden, or a table of cards, cannot be used so
│   │   ├── ProjectError    a project cannot be kept so
│   │   ├── VerrekeningError  hours cannot be settled so
│   │   └── VraagError      a question cannot be asked, answered or changed so
│   └── QuestionFileError   the file with questions cannot be used
├── NotFoundError           it does not exist, or not for this reader
├── AccountError            logging in or changing an account failed
├── IndexUnavailableError   the index cannot be opened or written
├── ModelError              the language model cannot be used
└── ReadError               this file cannot be taken in
    ├── UnknownFormatError  no reader for this content
    ├── BrokenFileError     truncated or damaged
    ├── EncryptedFileError  needs a password
    ├── EmptyFileError      there is no text in it
    ├── ScanWithoutTextError  pictures of pages, and no OCR on this machine
    ├── TooLargeError       over a named limit
    ├── UnsafeFileError     a zip bomb, or it points outside itself
    ├── ClientDataError     looks like the dossier of a client
    └── ReadTimeoutError    reading did not end in time
"""

from __future__ import annotations

from collections.abc import Mapping


class KennisError(Exception):
    """Base of all errors of this program; `str(error)` is Dutch and fit for the user."""

    status = 500
    melding = "Er ging iets mis."

    def __init__(self, melding: str | None = None) -> None:
        super().__init__(melding or self.melding)


class ConfigError(KennisError):
    melding = "De instellingen kloppen niet."


class UsageError(KennisError):
    status = 400
    melding = "De opdracht klopt niet."


class MetadataError(UsageError):
    melding = "Het bestand met metadata klopt niet."


class BoekingError(UsageError):
    melding = "Dit kan niet worden geboekt."


class HerindelingError(UsageError):
    melding = "Deze samenvoeging kan niet."


class FieldsError(UsageError):
    """What was filled in cannot be; `fouten` says for each field what is the matter with it."""

    def __init__(self, fouten: Mapping[str, str]) -> None:
        super().__init__(" ".join(fouten.values()))
        self.fouten = dict(fouten)


class AfspraakError(FieldsError):
    melding = "De afspraak klopt niet."


class BegripError(FieldsError):
    melding = "Het begrip klopt niet."


class BijdrageError(FieldsError):
    melding = "De bijdrage klopt niet."


class KaartError(FieldsError):
    melding = "De kaart klopt niet."


class LijstError(FieldsError):
    melding = "De lijst klopt niet."


class ProjectError(FieldsError):
    melding = "Het project klopt niet."


class VerrekeningError(FieldsError):
    melding = "Zo kan niet worden verrekend."


class VraagError(FieldsError):
    melding = "De vraag klopt niet."


class QuestionFileError(UsageError):
    melding = "Het bestand met vragen klopt niet."


class NotFoundError(KennisError):
    status = 404
    melding = "Deze pagina bestaat niet."


class AccountError(KennisError):
    status = 400
    melding = "Inloggen is niet gelukt."


class IndexUnavailableError(KennisError):
    status = 503
    melding = "De zoekindex is nu niet bereikbaar."


class ModelError(KennisError):
    melding = "Het taalmodel kan niet worden gebruikt."


class ReadError(KennisError):
    status = 422
    melding = "Het bestand kan niet worden gelezen."


class UnknownFormatError(ReadError):
    melding = "onbekend soort bestand"


class BrokenFileError(ReadError):
    melding = "bestand is beschadigd of niet compleet"


class EncryptedFileError(ReadError):
    melding = "bestand is met een wachtwoord beveiligd"


class EmptyFileError(ReadError):
    melding = "bestand bevat geen tekst"


class ScanWithoutTextError(ReadError):
    melding = "scan zonder tekst"


class TooLargeError(ReadError):
    melding = "bestand is te groot"


class UnsafeFileError(ReadError):
    melding = "bestand is onveilig"


class ClientDataError(ReadError):
    melding = "bestand lijkt een cliëntdossier (burgerservicenummers)"


class ReadTimeoutError(ReadError):
    melding = "lezen duurt te lang"
