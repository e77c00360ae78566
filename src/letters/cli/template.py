"""letters template: the Word files that hold the wording, for those who edit them."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from letters.cli import options
from letters.cli.speech import N_, print_table, say, say_raw, show_problems, tell
from letters.errors import LettersError, OutputError, Problem, UsageError

app = typer.Typer(name="template", help=N_("The Word templates."), no_args_is_help=True)

KindName = Annotated[str, typer.Argument(metavar="KIND", help=N_("guarantee_letter, …"))]


@app.command(
    "list",
    help=N_("List the templates in use, the workspace's own before the shipped ones."),
    epilog=N_("Example: letters template list -C demo"),
)
def list_(
    workspace: options.Workspace = Path(),
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.resources import template_folders

    seen: set[tuple[str, str]] = set()
    rows = []
    for folder in template_folders(workspace):
        for path in sorted(folder.glob("*/*.docx")):
            key = (path.parent.name, path.stem)
            own = folder == workspace / "templates"
            state = N_("own") if own else N_("shipped")
            if key in seen:
                state = N_("shipped, not used")
            seen.add(key)
            rows.append([*key, say(state), str(path)])
    heads = [N_("kind"), N_("language"), N_("origin"), N_("file")]
    print_table([say(head) for head in heads], rows)


@app.command(
    help=N_("Copy a template into a folder, to be changed in Word."),
    epilog=N_("Example: letters template export guarantee_letter ru demo/templates"),
)
def export(
    kind: KindName,
    language: Annotated[str, typer.Argument(metavar="LANGUAGE", help=N_("ru, zh, es or es_MX"))],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=N_("The folder of templates."))],
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.rendering.files import write_atomically
    from letters.resources import find_template

    _known(kind)
    name, _, country = language.partition("_")
    source = find_template(kind, name, country=country)
    target = folder / kind / source.name
    if target.exists():
        raise OutputError(
            N_("{file} is already there, and it is not overwritten"),
            N_("move it away, or choose another folder"),
            file=str(target),
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, source.read_bytes())
    typer.echo(str(target))


@app.command(
    help=N_("List the fields that a template of a kind may use."),
    epilog=N_("Example: letters template fields guarantee_letter"),
)
def fields(
    kind: KindName,
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.documents.kinds import KINDS

    _known(kind)
    known = KINDS[kind].fields
    rows = [
        *(
            [name, say(N_("text")), _must(name in known.mandatory)]
            for name in sorted(known.scalars)
        ),
        *([name, say(N_("condition")), ""] for name in sorted(known.flags)),
    ]
    for name, inner in sorted(known.lists.items()):
        rows.append([name, say(N_("list")), _must(name in known.mandatory)])
        rows += [[f"{name}: row.{field}", say(N_("text")), ""] for field in sorted(inner)]
    print_table([say(N_("field")), say(N_("use")), ""], rows)


def _must(mandatory: bool) -> str:
    return say(N_("mandatory")) if mandatory else ""


@app.command(
    help=N_("Check templates: tags, fields, markup, tracked changes; nothing is written."),
    epilog=N_("Example: letters template check demo/templates"),
)
def check(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE|DIR]",
            help=N_("A template or a folder. Default: the workspace's own and the shipped ones."),
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str, typer.Option(help=N_("Kind of a single file. Default: the name of its folder."))
    ] = "",
    annotate: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help=N_("Put copies there, with a Word comment at each place.")
        ),
    ] = None,
    workspace: options.Workspace = Path(),
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.resources import template_folders

    folders = list(template_folders(workspace)) if path is None else [path]
    files = [file for folder in folders for file in _templates(folder)]
    if not files:
        raise UsageError(N_("there is no template in {path}"), path=str(path))
    found = {file: template_problems(file, kind) for file in files}
    problems = [problem for each in found.values() for problem in each]
    show_problems(problems)
    if annotate:
        _annotate(found, annotate)
    if not problems:
        tell(N_("{count} templates are in order"), count=len(files))
    raise typer.Exit(int(any(problem.severity == "error" for problem in problems)))


def _templates(path: Path) -> list[Path]:
    """A template, or those in a folder without the lock files of Word."""
    if path.is_file():
        return [path]
    return sorted(file for file in path.glob("**/*.docx") if not file.name.startswith("~$"))


def _annotate(found: Mapping[Path, Sequence[Problem]], folder: Path) -> None:
    from letters.rendering.files import write_atomically
    from letters.rendering.template_notes import annotate

    with suppress(OSError):  # writing into it tells what is wrong
        folder.mkdir(parents=True, exist_ok=True)
    for file, problems in found.items():
        if problems:
            try:
                copy = annotate(file, problems, say_raw)
            except (LettersError, OSError):  # it does not open in Word either, and is named
                continue
            target = folder / f"{file.parent.name} {file.name}"
            write_atomically(target, copy)
            typer.echo(str(target))


def template_problems(file: Path, kind: str = "") -> list[Problem]:
    """Everything that is wrong with one template; its folder names its kind."""
    from letters.batch import proofreading
    from letters.documents.kinds import KINDS

    name = kind or file.absolute().parent.name
    if not kind and name not in KINDS:
        raise UsageError(
            N_("{file} does not stand in a folder that is named after a kind of letter"),
            N_("put it into one of these folders, or give --kind: {kinds}"),
            file=str(file),
            kinds=", ".join(KINDS),
        )
    _known(name)
    return proofreading.template_problems(file, name, KINDS[name].fields)


def _known(kind: str) -> None:
    from letters.documents.kinds import KINDS

    if kind not in KINDS:
        raise UsageError(
            N_("“{kind}” is no kind of letter"),
            N_("write one of: {kinds}"),
            kind=kind,
            kinds=", ".join(KINDS),
        )
