"""Small signs and spaces by language; what is to be copied stays as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.prose import set_finely
from briefgen.prove import squeeze

NB, NARROW, JOINER = "\u00a0", "\u202f", "\u2060"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Wait...", "Wait…"),
        ("Four dots....", "Four dots...."),
        ("a plan - or two", f"a plan{NB}– or two"),
        ("a plan -- or two", f"a plan{NB}– or two"),
        ("the plan – it says – rests", f"the plan{NB}– it says{NB}– rests"),
        ("Art. 5, Article 5, § 37", f"Art.{NB}5, Article{NB}5, §{NB}37"),
        ("4 million euros, € 5, US$ 6", f"4{NB}million{NB}euros, €{NB}5, US${NB}6"),
        ("at 09:00 (UTC+2)", f"at 09:00{NB}(UTC+2)"),
        ("a plan---or two", "a plan—or two"),
        ("pages 10--20", f"pages 10–{JOINER}20"),
        ("paras 2–3 and 3–5 May", f"paras{NB}2–{JOINER}3 and 3–{JOINER}5{NB}May"),
        ("the May–June talks", "the May–June talks"),
        ("call 555-0199", "call 555-0199"),
        ("5 - 3 is 2", "5 - 3 is 2"),
        ("well-known", "well-known"),
        ("on 14 July 2023", f"on 14{NB}July 2023"),
        ("On 3 marches", "On 3 marches"),
        ("12 km away", f"12{NB}km away"),
        ("5 % and 3 per cent", f"5{NB}% and 3{NB}per cent"),
        ("12 kittens", "12 kittens"),
        ("12 000 crews", f"12{NARROW}000 crews"),
        ("1 250 000 t", f"1{NARROW}250{NARROW}000{NB}t"),
        ("in 2023 400 crews", "in 2023 400 crews"),
        ("12 0000", "12 0000"),
        ("Mr Macron and Dr. No", f"Mr{NB}Macron and Dr.{NB}No"),
        ("J. R. R. Tolkien", f"J.{NB}R.{NB}R.{NB}Tolkien"),
        ("see p. 12 and No. 4", f"see p.{NB}12 and No.{NB}4"),
        ("e. g. this", f"e.{NARROW}g. this"),
        ("What now ?", "What now ?"),
    ],
)
def test_english(text: str, made: str) -> None:
    assert set_finely(text, "en") == made
    assert set_finely(made, "en") == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("am 14. Juli 2023", f"am 14.{NB}Juli 2023"),
        ("z. B. hier, d. h. dort", f"z.{NARROW}B. hier, d.{NARROW}h. dort"),
        ("vom 11.–12. Juli", f"vom 11.–{JOINER}12.{NB}Juli"),
        ("i. d. R. nicht", f"i.{NARROW}d.{NARROW}R. nicht"),
        ("z.B. hier", "z.B. hier"),
        ("12 Mio. Euro", f"12{NB}Mio.{NB}Euro"),
        ("5 Prozent um 9 Uhr", f"5{NB}Prozent um 9{NB}Uhr"),
        ("§ 12 Abs. 3", f"§{NB}12 Abs.{NB}3"),
        ("Nr. 4 und S. 12", f"Nr.{NB}4 und S.{NB}12"),
        ("Herr Müller und Dr. Öhm", f"Herr{NB}Müller und Dr.{NB}Öhm"),
        ("der Plan - so heißt es - ruht", f"der Plan{NB}– so heißt es{NB}– ruht"),
        ("der Plan --- so heißt es", f"der Plan{NB}– so heißt es"),
        ("nach § 37 und Art. 5", f"nach §{NB}37 und Art.{NB}5"),
        ("4,2 Mio. EUR, 3 Mrd. €", f"4,2{NB}Mio.{NB}EUR, 3{NB}Mrd.{NB}€"),
        ("Ein- und Ausfuhr", "Ein- und Ausfuhr"),
        ("Und dann...", "Und dann…"),
    ],
)
def test_german(text: str, made: str) -> None:
    assert set_finely(text, "de-AT") == made
    assert set_finely(made, "de") == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Vraiment ?", f"Vraiment{NARROW}?"),
        ("Vraiment?", f"Vraiment{NARROW}?"),
        ("Non ! Oui; peut-être", f"Non{NARROW}! Oui{NARROW}; peut-être"),
        ("Quoi ?!", f"Quoi{NARROW}?!"),
        ("5 M€, 3 Md€, 2 milliards", f"5{NB}M€, 3{NB}Md€, 2{NB}milliards"),
        ("l’article 5, l’art. 5", f"l’article{NB}5, l’art.{NB}5"),
        ("Trois faits : un", f"Trois faits{NB}: un"),
        ("Trois faits: un", f"Trois faits{NB}: un"),
        ("à 12:30, ratio 3:1", "à 12:30, ratio 3:1"),
        ("« mot »", f"«{NARROW}mot{NARROW}»"),
        ("«mot»", f"«{NARROW}mot{NARROW}»"),
        ("« Vraiment ? »", f"«{NARROW}Vraiment{NARROW}?{NARROW}»"),
        ("5 % et 12 000 €", f"5{NARROW}% et 12{NARROW}000{NB}€"),
        ("le 1er juillet, le 14 juillet", f"le 1er{NB}juillet, le 14{NB}juillet"),
        ("M. Macron, Mme Borne", f"M.{NB}Macron, Mme{NB}Borne"),
        ("n° 4, art. 12", f"n°{NB}4, art.{NB}12"),
        ("Attendez...", "Attendez…"),
    ],
)
def test_french(text: str, made: str) -> None:
    assert set_finely(text, "fr") == made
    assert set_finely(made, "fr") == made


def test_canada_and_switzerland_have_no_space_where_none_is_written() -> None:
    assert set_finely("Vraiment? Trois faits: un", "fr-CA") == "Vraiment? Trois faits: un"
    assert set_finely("« mot »", "fr-CH") == f"«{NARROW}mot{NARROW}»"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("出典: 公文書", "出典：公文書"),
        ("出典: 2023", "出典：2023"),
        ("会議; 報告", "会議；報告"),
        ("まだ...", "まだ……"),
        ("TLP:CLEAR", "TLP:CLEAR"),
        ("ISO 8601: dates", "ISO 8601: dates"),
        ("午前9:00", "午前9:00"),
    ],
)
def test_japanese(text: str, made: str) -> None:
    assert set_finely(text, "ja") == made


@pytest.mark.parametrize("language", ["en", "de", "fr", "ja"])
@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a--b/c?d=1;e...f",
        "www.example.org/12...13?x",
        "someone@example.org",
        "doi:10.1000/182--3",
        "/usr/share/a--b...",
        "UTC+9, TLP:CLEAR",
    ],
)
def test_what_is_copied_stays(text: str, language: str) -> None:
    assert set_finely(text, language) == text
    assert text in set_finely(f"a {text} b", language)


def test_other_languages_stay_as_they_are() -> None:
    assert set_finely("¿Qué... 12 km ?", "es") == "¿Qué... 12 km ?"


def test_what_stands_beside_a_text_is_looked_at_and_not_repeated() -> None:
    assert set_finely(" ?", "fr", before="mot") == f"{NARROW}?"
    assert set_finely("mot", "fr", after="?") == f"mot{NARROW}"
    assert set_finely("km", "en", before="12 ") == "km"
    assert set_finely("12 ", "en", after="km") == f"12{NB}"
    assert set_finely("..", "en", before=".") == ".."


@given(
    st.text(alphabet="aZé .:;!?«»-–…,0123456789%§°\u00a0\u202f日。/@", max_size=60),
    st.sampled_from(["en", "de", "fr", "fr-CA", "ja"]),
)
def test_letters_and_digits_stay(text: str, language: str) -> None:
    made = set_finely(text, language)
    assert squeeze(made) == squeeze(text)
    assert made.split() == made.split()
    assert set_finely(made, language) == made
