"""The house style is data: judged before anything is made, and never a style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefgen.checks.contrast import contrast
from briefgen.compose import Composition
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.making import make_document
from briefgen.model.house import HouseColours
from briefgen.model.project import Layout
from briefgen.project import Choice
from briefgen.prove import find_losses
from briefgen.render import RENDERERS
from briefgen.render.fonts import font_files
from briefgen.render.house_fonts import NoFontError, house_font, installed_font_packages
from briefgen.session import Session, open_session
from briefgen.world import DiskWorld, MemoryWorld, builtin_world

PROJECT = """\
audiences:
  public: {clearance: "TLP:CLEAR"}
documents:
  - {templates: [timeline]}
"""
DOSSIER = """\
title: The strike ends when the port answers for overtime
as_of: 2025-04-02T12:00:00+02:00
marking: TLP:CLEAR
bottom_line: The port gives way before Easter.
"""
EVENTS = """\
events:
  roster: {date: 2025-01-07, title: Roster, text: A roster begins., status: occurred}
  talks: {date: 2025-03-03, title: Talks, text: Talks begin., status: occurred}
"""
NOTHING: Mapping[str, str] = {}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">'
    '<path d="M0 0h40v10z" fill="#0E2A47"/></svg>'
)
LOGO = "house: {logo: {file: house/logo.svg, alt: Ministry of Ports}}\n"


def opened(
    house: str, files: Mapping[str, str] = NOTHING
) -> tuple[Session | None, tuple[Diagnostic, ...]]:
    given = {
        "briefgen.yaml": f"{PROJECT}{house}",
        "content/port/dossier.yaml": DOSSIER,
        "content/port/events.yaml": EVENTS,
        **files,
    }
    return open_session(MemoryWorld(given), builtin_world())


def faults(house: str, files: Mapping[str, str] = NOTHING) -> list[Diagnostic]:
    session, found = opened(house, files)
    assert session is None
    return list(found)


def composed(house: str, files: Mapping[str, str] = NOTHING) -> Composition:
    session, found = opened(house, files)
    assert session is not None, found
    (document,) = session.documents(Choice())
    composition, found = session.compose(document, Layout())
    assert composition is not None, found
    return composition


def sheet(composition: Composition) -> str:
    return dict(composition.job.css)["house.css"]


def test_without_a_house_the_look_is_briefgens_own() -> None:
    plain = composed("")

    assert "--ink: #171C26;" in sheet(plain)
    assert '--serif: "Source Serif 4"' in sheet(plain)
    assert plain.job.assets == ()
    assert plain.job.fonts == font_files(cjk=False)
    assert plain.job == composed("house: {}\n").job


def test_colours_reach_style_sheet_and_strip_and_the_rest_keep_their_own() -> None:
    page = composed('house: {colours: {deep: "#3D0C45", accent: "#8A1538"}}\n')

    assert "--deep: #3D0C45;" in sheet(page)
    assert "--title: #3D0C45;" in sheet(page)
    assert "--ink: #171C26;" in sheet(page)
    assert 'stroke="#8A1538"' in page.job.html  # the day of issue on the strip


@pytest.mark.parametrize(
    "value",
    [
        "red",
        "#FFF",
        "#12345G",
        "#000000; } body { display: none",
        "url(https://example.org)",
        "var(--ink)",
    ],
)
def test_a_colour_is_six_digits_and_nothing_else(value: str) -> None:
    (fault, *_) = faults(f"house: {{colours: {{ink: {value!r}}}}}\n")

    assert fault.code.startswith("BG1")
    assert fault.span is not None
    assert fault.span.line == 5


@pytest.mark.parametrize(
    "package", ["../fonts", "requests", "https://example.org/x.ttf", 'fontpkg-x"; src: y', "Arial"]
)
def test_a_font_is_the_name_of_a_font_package_and_nothing_else(package: str) -> None:
    (fault, *_) = faults(f"house: {{fonts: {{text: {package!r}}}}}\n")

    assert fault.code.startswith("BG1")


def test_a_font_package_that_is_not_installed_is_told_with_those_that_are() -> None:
    (fault,) = faults("house: {fonts: {heads: fontpkg-source-sans}}\n")

    assert fault.code == "BG517"
    assert fault.message == "the font package fontpkg-source-sans is not installed"
    assert "fontpkg-source-sans-3" in str(fault.help)
    assert "fontpkg-source-serif-4" in fault.notes[0]
    assert fault.span is not None
    (far,) = faults("house: {fonts: {heads: fontpkg-zilla-slab}}\n")
    assert far.help == "run `python -m pip install fontpkg-zilla-slab`"


def test_a_page_is_set_in_the_fonts_of_the_house() -> None:
    page = composed(
        "house: {fonts: {text: fontpkg-source-sans-3, heads: fontpkg-source-serif-4}}\n"
    )

    assert '--serif: "Source Sans 3", "Source Serif 4"' in sheet(page)
    assert '--sans: "Source Serif 4", "Source Sans 3"' in sheet(page)
    assert 'font-family="Source Serif 4, Source Sans 3' in page.job.html
    assert len(page.job.fonts) == len(set(page.job.fonts)) == 4
    assert RENDERERS["pdf"](page.job).diagnostics == ()


def test_of_a_package_the_faces_of_normal_weight_are_taken() -> None:
    sans = house_font("fontpkg-source-sans-3")

    assert (sans.family, sans.widening) == ("Source Sans 3", 100)
    assert [(file.style, file.weight) for file in sans.files] == [
        ("normal", "variable"),
        ("italic", "variable"),
    ]
    assert house_font("noto-cjk-sans-jp-regular").files[0].weight == "normal"
    with pytest.raises(NoFontError, match="no upright face of normal weight"):
        house_font("noto-cjk-sans-jp-bold")
    with pytest.raises(NoFontError, match="is not installed"):
        house_font("fontpkg-no-such-font")
    assert "fontpkg-source-sans-3" in installed_font_packages()


def test_a_family_name_cannot_end_the_string_that_it_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "fontpkg_evil"
    module.mkdir()
    (module / "__init__.py").touch()
    source = metadata.distribution("noto-cjk-sans-jp-regular")
    (path,) = [file for file in source.files or () if file.suffix == ".otf"]
    with TTFont(str(source.locate_file(path)), lazy=True) as font:
        for record in font["name"].names:
            if record.nameID in (1, 16):
                record.string = 'Evil"; } * { color: red'
        font.save(module / "Evil.otf")
    info = tmp_path / "fontpkg_evil-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fontpkg-evil\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    found = house_font("fontpkg-evil")

    assert found.family.startswith("Evil")
    assert not set(found.family) & set("\"';{}:\\")


@pytest.mark.parametrize(
    ("colours", "words"),
    [
        ('accent: "#F28C28"', "on the tint `#EEF2F6`, and needs 4.5:1"),
        ('title: "#B0B0B0"', "on white, and needs 3.0:1"),
        ('tint: "#808080"', "on the tint `#808080`, and needs 4.5:1"),
    ],
)
def test_a_colour_that_cannot_be_read_is_told_with_one_that_can(colours: str, words: str) -> None:
    found = faults(f"house: {{colours: {{{colours}}}}}\n")
    role = colours.split(":", maxsplit=1)[0]
    fitting = [str(fault.help).split("`")[1] for fault in found]

    assert {fault.code for fault in found} == {"BG710"}
    assert all(words in fault.message for fault in found)
    # where several words want a lighter ground, the lightest of what is told does for all
    ways = [opened(f'house: {{colours: {{{role}: "{one}"}}}}\n')[0] for one in fitting]
    assert any(ways)


def test_briefgens_own_colours_can_be_read() -> None:
    own = HouseColours()

    for colour in (own.ink, own.deep, own.accent, own.quiet):
        assert contrast(colour, "#FFFFFF") >= 4.5
        assert contrast(colour, own.tint) >= 4.5
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_a_large_title_may_be_lighter_than_small_words() -> None:
    assert opened('house: {colours: {title: "#8A8A8A"}}\n')[0] is not None
    assert faults('house: {colours: {quiet: "#8A8A8A"}}\n')[0].code == "BG710"


def test_the_logo_stands_at_the_head_with_its_words() -> None:
    page = composed(LOGO, {"house/logo.svg": SVG})

    assert '<img src="brief:///house-logo" alt="Ministry of Ports">' in page.job.html
    assert [asset.name for asset in page.job.assets] == ["house-logo"]
    rendered = RENDERERS["pdf"](page.job)
    assert rendered.diagnostics == ()
    html = RENDERERS["html"](page.job).content.decode()
    assert 'src="data:image/svg+xml;base64,' in html


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("house/logo.svg", "there is no logo"),
        ("../logo.svg", "leads out of the project"),
        ("/etc/logo.svg", "leads out of the project"),
        ("logo.gif", "neither PNG nor SVG"),
        ("broken.svg", "cannot be used as logo"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_at_its_place(path: str, words: str) -> None:
    house = f"house: {{logo: {{file: {path}, alt: Ministry}}}}\n"
    (fault,) = faults(house, {"broken.svg": "<svg"})

    assert fault.code == "BG518"
    assert words in fault.message
    assert fault.span is not None
    assert fault.span.line == 5


def test_the_contact_line_ends_page_and_markdown() -> None:
    page = composed("house: {contact: {en: 'Desk <&> Port, +00 1', ja: 連絡先}}\n")

    assert '<p class="house-line">Desk &lt;&amp;&gt; Port, +00 1</p>' in page.job.html
    assert "Port, +00 1" in page.job.markdown


CONTACT = "house: {contact: 'Desk of the port, +00 1', logo: {file: house/logo.svg, alt: Emblem}}\n"


@pytest.mark.parametrize("said", ["Desk of the port, +00 1", "Emblem"])
@pytest.mark.parametrize("form", ["pdf", "markdown", "html"])
def test_what_the_house_says_must_be_in_each_file(said: str, form: str) -> None:
    session, found = opened(CONTACT, {"house/logo.svg": SVG})
    assert session is not None, found
    (document,) = session.documents(Choice())
    composition, _ = session.compose(document, Layout())
    assert composition is not None
    job, expected = composition.job, session.expected(document, composition)
    assert find_losses(RENDERERS[form](job).content, form, job.html, expected) == ()

    poor = replace(
        job,
        html=job.html.replace(f">{said}<", "><").replace(f'alt="{said}"', 'alt="Ship"'),
        markdown=job.markdown.replace(said.replace("+", "\\+"), "").replace(said, ""),
    )
    losses = find_losses(RENDERERS[form](poor).content, form, poor.html, expected)
    assert {loss.what.split(".")[0] for loss in losses} == {"dossier: house"}


def test_a_secret_in_the_contact_line_is_a_leak_like_any_other() -> None:
    secret = (
        "events:\n  x: {date: 2025-03-01, text: The harbour master offers a quarter more., "
        "status: occurred, marking: TLP:RED}\n"
    )
    files = {"content/port/events.yaml": EVENTS + secret.partition("\n")[2]}
    said = "house: {contact: 'Ask whether the harbour master offers a quarter more'}\n"
    for house, codes in ((said, {"BG630"}), ("house: {contact: Ask the port}\n", set())):
        session, found = opened(house, files)
        assert session is not None, found
        (document,) = session.documents(Choice())
        made = make_document(session, document)
        assert {f.code for f in made.diagnostics if f.severity is Severity.ERROR} == codes


def test_a_logo_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    outside = tmp_path / "logo.svg"
    outside.write_text(SVG)
    project = tmp_path / "project"
    (project / "content/port").mkdir(parents=True)
    (project / "house").mkdir()
    (project / "house/logo.svg").symlink_to(outside)
    (project / "briefgen.yaml").write_text(f"{PROJECT}{LOGO}")

    session, (fault, *_) = open_session(DiskWorld(project), builtin_world())

    assert session is None
    assert (fault.code, fault.span and fault.span.line) == ("BG518", 5)
