"""What this program takes for granted of PyYAML and libyaml, and no document of theirs promises."""

import pytest
import yaml

from coalition_site.read.yaml_messages import parser_words

# What libyaml says, and a text of which it says so.
SAID = {
    "mapping values are not allowed": "a: b: c",
    "cannot start any token": "a: @b",
    "could not find expected ':'": "a: 1\nb\nc: 1\n",
    "did not find expected key": 'a: "b" c\n',
    "did not find expected '-' indicator": "a:\n  - b\n  c: d\n",
    "did not find expected ',' or ']'": "a: [b\nc: d\n",
    "did not find expected ',' or '}'": "a: {b: c\nd: e\n",
    "did not find expected node content": "a: , b",
    "unexpected end of stream": 'a: "b',
    "unexpected document indicator": 'a: "b\n---\n',
    "unknown escape character": 'a: "\\d"',
    "Unicode character escape": 'a: "\\ud800"',
    "did not find expected hexdecimal number": 'a: "\\xzz"',
    "block sequence entries are not allowed": "a: - b",
    "did not find expected <document start>": '"a"\nb: c',
    "did not find expected digit or": "%YAML 1x",
    "found undefined tag handle": "a: !x!y b",
    "did not find expected tag URI": "a: !<> b",
    "mapping keys are not allowed": "a: ? b",
    "found a tab character": "a: b\n\tc: d",
    "did not find expected alphabetic or numeric character": "a: & b",
    "could not find expected directive name": "% x",
    "did not find expected comment or line break": "a: | b",
}


def events(text: str) -> list[yaml.Event]:
    parser = yaml.CSafeLoader(text)
    found = []
    try:
        while parser.check_event():
            event = parser.get_event()
            assert event is not None
            found.append(event)
    finally:
        parser.dispose()
    return found


def test_every_sentence_that_we_put_in_other_words_has_its_text() -> None:
    assert list(SAID) == [said for said, _, _ in parser_words()]


@pytest.mark.parametrize("said", SAID)
def test_the_reader_says_what_we_put_in_other_words(said: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        events(SAID[said])
    assert said in (refused.value.problem or "")
    assert (refused.value.problem_mark or refused.value.context_mark) is not None


@pytest.mark.parametrize(("text", "kind"), [("a: [b\nc: d\n", "sequence"), ("a: {b: c\nd: e\n", "mapping")])
def test_brackets_that_never_close_are_named_as_flow(text: str, kind: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        events(text)
    assert refused.value.context == f"while parsing a flow {kind}"
    assert refused.value.context_mark is not None
    assert (refused.value.context_mark.line, refused.value.context_mark.column) == (0, 3)


def test_events_carry_their_places_and_how_they_were_written() -> None:
    (scalar,) = [each for each in events("a:\n  - 'b'\n") if isinstance(each, yaml.ScalarEvent) and each.value == "b"]
    assert scalar.start_mark is not None
    assert scalar.end_mark is not None
    assert (scalar.start_mark.line, scalar.start_mark.column) == (1, 4)
    assert (scalar.end_mark.line, scalar.end_mark.column) == (1, 7)
    assert (scalar.style, scalar.anchor, scalar.tag) == ("'", None, None)
