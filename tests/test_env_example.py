""".env.example is the list of settings that a person reads, and that the tests are kept free of."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = (ROOT / ".env.example").read_text()


def test_it_lists_every_setting_and_no_other():
    code = "".join(path.read_text() for path in (ROOT / "snap2caption").glob("*.py"))
    read = re.findall(r"""\benv\.[a-z]+\(\s*["']([A-Z0-9_]+)""", code)
    listed = re.findall(r"^#?([A-Z0-9_]+)=", EXAMPLE, re.MULTILINE)
    assert sorted(listed) == sorted(set(read))


def test_it_changes_nothing_until_a_line_is_taken_off_its_mark():
    assert not re.findall(r"^[A-Z]", EXAMPLE, re.MULTILINE)
