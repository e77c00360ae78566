"""What Typer says of a wrong command line, in one line and in the program's language."""

import re
from typing import Any

from letters.cli.speech import N_, say, say_raw

# Typer has no catalogues: its sentences, and ours for them.
_SENTENCES = (
    (r"No such command '(?P<name>.*?)'.*", N_("there is no command {name}")),
    (r"No such option: (?P<name>[^ ]+).*", N_("there is no option {name}")),
    (r"Missing (?:argument|option|parameter) '(?P<name>.*?)'.*", N_("{name} is missing")),
    (r"Got unexpected extra argument\(s\) \((?P<words>.*)\)", N_("too many words: {words}")),
    (r"Option '(?P<name>.*)' requires an argument.*", N_("{name} needs a value")),
    (r"Option '(?P<name>.*)' does not take a value.*", N_("{name} takes no value")),
    (r"'(?P<value>.*)' is not a valid int.*", N_("“{value}” is not a whole number")),
    (
        r"(?P<value>.*) is not in the range (?P<range>.*)\.",
        N_("{value} is out of the range {range}"),
    ),
    (r"'(?P<value>.*)' is not one of (?P<options>.*)\.", N_("“{value}” is none of {options}")),
)


def told(error: Any) -> str:
    """The command, the option, what is wrong with it, and where the help is.

    A sentence that Typer has learned since stays in English. Empty where the help, already shown,
    is the answer to a command without words.
    """
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "letters"
    parameter = getattr(error, "param", None)
    if type(error).__name__ == "BadParameter" and parameter and context:
        place, text = parameter.get_error_hint(context).replace("'", ""), error.message
    else:
        place, text = "", error.format_message()
    if not text:
        return ""
    near = getattr(error, "possibilities", None) or re.findall(r"Did you mean '(.*?)'", text)
    hint = say(N_("did you mean {near}?"), near=", ".join(near)) if near else ""
    if context and not hint:
        hint = say(N_("see {command} --help"), command=command)
    line = say_raw(N_(": ")).join(filter(None, (command, place, _sentence(text))))
    return say(N_("{text} ({hint})"), text=line, hint=hint) if hint else line


def _sentence(text: str) -> str:
    for pattern, ours in _SENTENCES:
        if match := re.fullmatch(pattern, text, re.DOTALL):
            return say(ours, **match.groupdict())
    return text
