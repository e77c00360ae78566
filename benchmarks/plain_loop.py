"""The rival of batch.py: docxtpl for each letter, LibreOffice once for all.

Usage: python plain_loop.py FOLDER [pdf]    (FOLDER holds a .json of template and view a letter)
"""

import json
import subprocess
import sys
from pathlib import Path


def main(folder: Path, *, pdf: bool) -> None:
    from docxtpl import DocxTemplate

    made = []
    for path in sorted(folder.glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        document = DocxTemplate(facts["template"])
        document.render(facts["view"], autoescape=True)  # without it, & and < in a name lose text
        made.append(path.with_suffix(".docx"))
        document.save(made[-1])
    if pdf:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run(list(map(str, [*command, *made])), check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), pdf="pdf" in sys.argv[2:])
