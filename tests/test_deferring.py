"""Imports put off until something of them is used."""

import subprocess
import sys

from letters.deferring import deferred


def test_a_stand_in_becomes_the_module_when_it_is_called():
    sys.modules.pop("colorsys", None)
    with deferred("colorsys"):
        from colorsys import rgb_to_hls

        def annotated() -> rgb_to_hls | None: ...

    assert "colorsys" not in sys.modules
    assert rgb_to_hls(1, 1, 1) == (0.0, 1.0, 0.0)

    import colorsys

    assert rgb_to_hls is not colorsys.rgb_to_hls


def test_what_is_there_already_is_left_alone():
    import json

    with deferred("json"):
        import json as again
    assert again is json
    assert sys.modules["json"] is json


def test_the_help_is_drawn_without_the_library_of_another_kind_of_help():
    code = (
        "import sys; from letters.cli.app import main\n"
        "try: main(['guarantee', '--help'])\n"
        "finally: sys.exit('rich.markdown' in sys.modules or 'rich.traceback' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"--pay-by" in done.stdout
