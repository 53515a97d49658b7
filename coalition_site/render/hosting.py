"""Addresses on a hosting site where the content is edited: those of its own editor and of its list of proposals."""

from urllib.parse import quote, urlsplit

CORRECTION_FORM = "correction.yml"
"""The issue form that a new coalition's repository has; GitHub asks without it where there is none."""
_BRANCH = "main"


def edit_address(repository: str, path: str) -> str:
    """Where a file of a repository is edited in a browser; empty without a repository.

    GitHub, GitLab and Forgejo (Codeberg) have editors of their own; their addresses are as their documentation has
    them. Where a site is none of the known ones, it is taken for a GitLab, which most hosts of their own are.
    """
    if not repository:
        return ""
    way = {"github": "edit", "forgejo": "_edit", "gitlab": "-/edit"}[_kind(repository)]
    return f"{repository.rstrip('/')}/{way}/{_BRANCH}/{quote(path)}"


def proposal_address(repository: str, title: str) -> str:
    """Where somebody proposes a change in words, with a title; empty without a repository."""
    if not repository:
        return ""
    way = {
        "github": f"issues/new?template={CORRECTION_FORM}&title",
        "forgejo": "issues/new?title",
        "gitlab": "-/issues/new?issue%5Btitle%5D",
    }[_kind(repository)]
    return f"{repository.rstrip('/')}/{way}={quote(title)}"


def _kind(repository: str) -> str:
    host = urlsplit(repository).hostname or ""
    if host == "github.com" or host.startswith("github."):
        return "github"
    return "forgejo" if host == "codeberg.org" or host.startswith(("forgejo.", "gitea.", "git.")) else "gitlab"
