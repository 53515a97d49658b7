"""What is written is what is meant: texts that other readers of YAML would turn into something else."""

from pathlib import Path

from tests.support.case_files import PROBLEMS, check_project, read_case, write_project


def test_scalars_reach_the_models_as_they_were_written(tmp_path: Path) -> None:
    _, validated = check_project(write_project(read_case(PROBLEMS / "kept-as-written.case"), tmp_path))
    assert validated.coalition is not None
    settings = validated.coalition.settings
    assert settings.meeting is not None
    assert [settings.name.plain, settings.community.plain] == ["NO", "02134"]
    assert [settings.summary and settings.summary.plain, settings.contact.name] == ["null", "1.10"]
    assert [settings.contact.phone, settings.senders["rosa"].name] == ["+15735550100", "yes"]
    assert [settings.meeting.time, settings.meeting.public] == ["12:30", True]


def test_options_are_counted_by_what_they_mean(tmp_path: Path) -> None:
    _, validated = check_project(write_project(read_case(PROBLEMS / "options-accepted.case"), tmp_path))
    assert validated.coalition is not None
    needs, partner = validated.coalition.needs, validated.coalition.partners["one"]
    assert [(need.option.option, need.option.text, need.note) for need in needs.groups[3:]] == [
        ("other", "Veterans", ""),
        ("other", "Foster parents", "Since 2024."),
        ("specific-racial-or-ethnic-groups", "Hmong families", ""),
    ]
    assert [(choice.option, choice.text) for choice in partner.assets] == [
        ("", "A room for forty people"),
        ("other", "A van"),
    ]


def test_a_changed_vocabulary(tmp_path: Path) -> None:
    _, validated = check_project(write_project(read_case(PROBLEMS / "vocabulary-changes.case"), tmp_path))
    assert validated.coalition is not None
    groups, areas = validated.coalition.vocabulary.groups, validated.coalition.vocabulary.areas
    young = groups["young-people"].label
    assert [young.in_language("en", "en"), young.in_language("es", "en")] == [
        "Youth and young adults",
        "Jóvenes y adultos jóvenes",
    ]
    assert "middle-class-residents" not in [option.id for option in groups.visible()]
    assert [option.id for option in groups.visible()][-2:] == ["grandparents-raising-grandchildren", "other"]
    assert areas["broadband"].pillar == "high-quality-education"
