"""imports.yml: how the columns of spreadsheets were understood, by their heads."""

from pydantic import Field

from coalition_site.model.audience import Team
from coalition_site.model.fields import ContentModel, Line


class ColumnAnswer(ContentModel):
    """What a column means."""

    head: Team[Line] = Field(description="The head, in one line.", examples=["Which of these do you work on?"])
    means: Team[Line] = Field(description="What the column means.", examples=["works on", "leave out"])


class ValueAnswer(ContentModel):
    """What words in the cells of a table mean."""

    about: Team[Line] = Field(description="What the words speak of.", examples=["relationship"])
    words: Team[Line] = Field(description="The words.", examples=["Active Partner"])
    means: Team[Line] = Field(description="What they mean.", examples=["existing"])


class ImportedTable(ContentModel):
    """A kind of table, known by its heads, and what people answered about it."""

    heads: Team[tuple[Line, ...]] = Field(description="The heads.", examples=[["Organization", "Status"]])
    columns: Team[tuple[ColumnAnswer, ...]] = Field((), description="What columns mean.")
    answers: Team[tuple[ValueAnswer, ...]] = Field((), description="What words in cells mean.")


class ImportMemory(ContentModel):
    """imports.yml."""

    tables: Team[tuple[ImportedTable, ...]] = Field((), description="The kinds of table that were imported.")
