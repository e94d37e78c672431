"""Where the built-in templates are found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from reasonbook.compiler.render.resources import builtin_templates

ROOT = Path(__file__).parents[3]


def test_the_templates_are_found_by_name():
    assert list(builtin_templates()) == [
        "python/__init__.py.j2",
        "python/_bundle.py.j2",
        "python/_locales.py.j2",
        "python/_texts.py.j2",
        "python/module.py.j2",
        "python/text.py.j2",
        "python/texts.py.j2",
    ]


def test_a_finding_names_a_template_of_ours_by_no_path_of_this_machine():
    for name, template in builtin_templates().items():
        assert template.path == f"<reasonbook>/{name}"


def test_in_a_wheel_the_templates_lie_inside_of_the_package(tmp_path):
    package = tmp_path / "site" / "reasonbook"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generator" / "reasonbook", package, ignore=ignored)
    shutil.copytree(ROOT / "templates" / "python", package / "compiler" / "templates" / "python")
    (package / "compiler" / "templates" / "python" / "README").write_text("", encoding="utf-8")
    (package / "compiler" / "templates" / "python" / "more.j2").write_text("x", encoding="utf-8")
    program = (
        f"import sys; sys.path.insert(0, {str(package.parent)!r})\n"
        "from reasonbook.compiler.render import resources\n"
        "print(resources.__file__, *resources.builtin_templates(), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-B", "-c", program], capture_output=True, check=True, text=True
    )

    assert done.stdout.splitlines() == [
        str(package / "compiler" / "render" / "resources.py"),
        "python/__init__.py.j2",
        "python/_bundle.py.j2",
        "python/_locales.py.j2",
        "python/_texts.py.j2",
        "python/module.py.j2",
        "python/more.j2",
        "python/text.py.j2",
        "python/texts.py.j2",
    ]
