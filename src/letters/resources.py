"""Where the program's own files are: the workspace first, then the package, then the checkout.

A wheel carries `templates/` and `locales/` under `letters/_data`; an editable install and a
checkout read them from the top of the tree.
"""

from collections.abc import Iterator
from pathlib import Path

from letters.errors import N_, MissingResource

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parent.parent)


def data_folder(name: str) -> Path:
    """The shipped folder `name` (`templates`, `locales`); a broken install is MissingResource."""
    for root in _ROOTS:
        if (root / name).is_dir():
            return root / name
    raise MissingResource(
        N_("the folder {name} of the program is missing"), N_("install letters again"), name=name
    )


def template_folders(workspace: Path | None = None) -> Iterator[Path]:
    """Folders that may hold templates, the user's own first."""
    if workspace is not None and (workspace / "templates").is_dir():
        yield workspace / "templates"
    yield data_folder("templates")


def find_template(
    kind: str, language: str, *, country: str = "", workspace: Path | None = None
) -> Path:
    """The Word template for a kind and language; `es_MX.docx` wins over `es.docx` for Mexico.

    Never another language: MissingResource names the file that would be needed.
    """
    names = [f"{language}_{country}.docx"] if country else []
    names.append(f"{language}.docx")
    for folder in template_folders(workspace):
        for name in names:
            path = folder / kind / name
            if path.is_file():
                return path
    raise MissingResource(
        N_("there is no template {kind}/{name}"),
        N_("put one into templates/{kind}/ of the workspace, or choose another --language"),
        kind=kind,
        name=names[-1],
    )


def locale_folder() -> Path:
    """The folder with one catalogue a language: `ru/LC_MESSAGES/letters.po`."""
    return data_folder("locales")
