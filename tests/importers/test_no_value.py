"""Words for no value: in every language, in every column and in forms; and what is none of them."""

from pathlib import Path

import pytest

from coalition_site.importers.plan.make import plan_import
from coalition_site.importers.sources import Form
from coalition_site.importers.understand.filled_files import understand
from coalition_site.importers.understand.no_value import is_no_value, names_nobody
from coalition_site.read.catalogues import ENGLISH, shipped_languages
from tests.support.case_files import BASE
from tests.support.importing import TODAY, coalition_in, planned

SAID = {
    "en": (
        "Information not available on website|not listed|Not listed.|n/a|N/A|#N/A|TBD|\N{EM DASH}|-|?|...|(vacant)|"
        "None|[email protected]|no phone listed|Not available on website|x?|unknown|no information available|"
        "Address is not listed online|not provided at this time|No longer available|not publicly available"
    ),
    "es": (
        "No disponible|Información no disponible en el sitio web|La información no está disponible|no aparece|ninguno|"
        "por definir|pendiente|sin información|no se sabe|S/D|sin correo electrónico|no publicado en su página"
    ),
    "fr": (
        "Non disponible|Information non disponible sur le site web|non renseigné|pas d\N{RIGHT SINGLE QUOTATION MARK}"
        "information|aucune information|à déterminer|néant|Adresse non indiquée|l'adresse n'est pas indiquée"
    ),
    "ht": "pa disponib|Enfòmasyon an pa disponib sou sit wèb la|pa nan lis|poko konnen|pa gen enfòmasyon|okenn",
    "ar": (
        "غير متوفر|المعلومات غير متوفرة على الموقع|المعلومات غير متوفرة على الموقع الإلكتروني|لا يوجد|لا توجد معلومات"
    ),
    "ko": "없음|정보 없음|웹사이트에 정보 없음|해당 없음|미정|홈페이지에 없음|제공되지 않음",
    "ru": "не указано|Информация отсутствует на сайте|нет данных|н/д|неизвестно|на сайте не указано|адрес не указан",
    "vi": "không có|không rõ|không có thông tin trên trang web|Thông tin không có trên trang web|chưa cung cấp",
    "zh": "无|不详|待定|未提供|网站上没有信息|暂无信息|信息未公布|網站上沒有資料|未列出|不适用",
}
SAYS_SOMETHING = (
    "None of the Above Theater|Nobody Knows Collective|Nothing Found Gallery|Not Known Theater Company|NA Chapter 4|"
    "No Name Collective|No Phone Home Foundation|Not listed in the phone book since they moved|Pending Justice Project|"
    "Vacant Lots Alliance|no website yet, she is building one|see the website for hours|TBD Band|Ann Na|website|no|yes|"
    "x|0|\N{CHECK MARK}|Sin Fronteras|Nada Surf|Sans Papiers|нет|не хотят|không|Không Biên Giới|아니요|무궁화회|لا|不|"
    "没有问题|无国界医生|"
)


@pytest.mark.parametrize("language", [ENGLISH, *shipped_languages()])
def test_each_language_has_its_words(language: str) -> None:
    assert [text for text in SAID[language].split("|") if not is_no_value(text)] == []


def test_what_says_something_is_kept() -> None:
    assert [text for text in SAYS_SOMETHING.split("|") if is_no_value(text)] == []


def test_words_that_are_names_too_name_somebody() -> None:
    assert [names_nobody(text) for text in ("Na", "Nada", "미정", "N/A", "TBD")] == [False, False, False, True, True]


HEADS = (
    "Organization,Short name,Type,Groups,Areas,Assets,Initiatives,Roles,Motivations,Strengths,Barriers,Website,Contact,"
    "Title,Email,Phone,Address,City,Zip,Language,Mission,Notes,Consent,Relationship,Who sends,Status,Sent,Follow up,Ask"
)


@pytest.mark.parametrize("words", ["Information not available on website", "нет данных", "غير متوفر", "n/a"])
def test_no_column_takes_words_for_no_value(words: str, tmp_path: Path) -> None:
    """A row that holds nothing else gives what one of empty cells gives, and each cell is said to be left open."""
    heads = HEADS.split(",")
    empty, said = (tmp_path / f"{name}.csv" for name in ("empty", "said"))
    for file, text in ((empty, ""), (said, words)):
        file.write_text(f"{HEADS}\nElm Fund,{','.join([text] * (len(heads) - 1))}\n", encoding="utf-8")
    without, plan = (planned(BASE, file).plan for file in (empty, said))
    assert [(file.path, file.whole, file.body) for file in plan.files] == [
        (file.path, file.whole, file.body) for file in without.files
    ]
    left_open = [remark.text for remark in plan.remarks if remark.kind == "Left open"]
    assert len(left_open) == len(heads) - 2, left_open
    assert all(text.endswith(words) for text in left_open)


def test_no_letter_prints_words_for_no_value_as_an_address(tmp_path: Path) -> None:
    file = tmp_path / "i.csv"
    words = "Information not available on website"
    file.write_text(f"Member,Who sends,Address,Sent,Ask\nBo Finch,,{words},TBD,n/a\n", encoding="utf-8")
    (invite,) = planned(BASE, file).plan.files
    assert invite.whole == {"member": "Bo Finch", "sender": "rosa", "status": "idea"}


def test_entries_of_a_list_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text("Organization,Assets,Initiatives\nElm Fund,A van; n/a,Bus line; TBD\n", encoding="utf-8")
    (partner,) = planned(BASE, file).plan.files
    assert partner.whole is not None
    assert (partner.whole["assets"], partner.whole["initiatives"]) == (["A van"], ["Bus line"])


def test_a_form_is_read_like_a_table() -> None:
    coalition = coalition_in(BASE)
    fields = {
        "table1.1.name": "Elm Fund",
        "table1.1.assets": "not available",
        "table4.1.member": "Bo Finch",
        "table4.1.organization": "N/A",
        "table4.1.sender": "tbd",
    }
    plan = plan_import(understand([Form("form.json", fields)], coalition), coalition, TODAY)
    partner, invite = plan.files
    assert partner.whole is not None
    assert "assets" not in partner.whole
    assert invite.whole is not None
    assert "note" not in invite.whole
    assert sum(remark.kind == "Left open" for remark in plan.remarks) == 3
