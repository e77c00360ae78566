"""Where each system keeps what can be made again."""

import pytest

from letters.cli.cache import cache_folder


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"HOME": "/home/anna"}, "/home/anna/.cache/letters"),
        ("linux", {"HOME": "/home/anna", "XDG_CACHE_HOME": "/fast"}, "/fast/letters"),
        ("linux", {"HOME": "/home/anna", "XDG_CACHE_HOME": "here"}, "/home/anna/.cache/letters"),
        ("linux", {"HOME": "/home/anna", "XDG_CACHE_HOME": ""}, "/home/anna/.cache/letters"),
        ("linux", {"XDG_CACHE_HOME": "/fast"}, "/fast/letters"),
        ("linux", {}, None),
        ("darwin", {"HOME": "/Users/anna"}, "/Users/anna/Library/Caches/letters"),
        ("darwin", {}, None),
        ("win32", {"LOCALAPPDATA": "C:/Users/anna/Local"}, "C:/Users/anna/Local/letters"),
        ("win32", {"HOME": "/home/anna"}, None),
    ],
)
def test_the_folder_is_where_the_system_wants_it(platform, environment, folder):
    found = cache_folder(environment, platform)
    assert (found and found.as_posix()) == folder
