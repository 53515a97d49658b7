"""What this program takes for granted of typer, which is not yet of a first version; each test names one habit."""

import pytest
import typer
from typer.main import get_command

from coalition_site.cli.commands import app

STOPPED = 130


def program() -> typer.Typer:
    made = typer.Typer()

    @made.command()
    def stop() -> None:
        raise KeyboardInterrupt

    @made.command()
    def fail() -> None:
        raise ValueError("a mistake of ours")

    @made.command()
    def end(number: int) -> None:
        raise typer.Exit(number)

    return made


def ends(*words: str) -> object:
    with pytest.raises(SystemExit) as ended:
        program()(list(words), prog_name="coalition")
    return ended.value.code


def test_an_interrupt_is_an_exit_with_the_number_of_stopped_programs() -> None:
    assert ends("stop") == STOPPED


def test_a_command_ends_with_the_number_it_names() -> None:
    assert [ends("end", "0"), ends("end", "4")] == [0, 4]


def test_a_wrong_word_ends_with_two_and_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert ends("end", "four") == 2
    said = capsys.readouterr().err
    assert "Error" in said
    assert "Invalid value for" in said
    assert "Traceback" not in said


def test_an_error_of_ours_comes_through() -> None:
    with pytest.raises(ValueError, match="a mistake of ours"):
        program()(["fail"], prog_name="coalition")


def test_the_commands_of_a_program_are_known_by_name() -> None:
    commands = getattr(get_command(app), "commands", {})
    assert {"build", "check", "serve", "import", "add"} <= commands.keys()
    assert {"partner"} <= commands["add"].commands.keys()
    assert {option.name for option in commands["build"].params} >= {"project", "output", "today"}
