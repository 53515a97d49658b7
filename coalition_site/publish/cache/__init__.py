"""The cache: what did not change is not made again.

**Key.** One name for everything that a file is made of: the values that its template is given (`digests`), templates
and texts, and the program. What the program is, a kind of output at a time, is declared in `sources`; a test walks the
real imports and compares. Equal keys mean equal bytes, without making them (`rendering_keys`, `key`).

**Store.** Files by key (`store`): PDFs and their pieces, letters, tables, site shells, and the index. A file is named
by its key and the hash of its bytes; one that was cut short or written over is not used.

**Index.** What stands in the output folder (`index`): path -> key, the keys of the store that the file rests on, what
its room notes of it (search entries of a page, where names lie in the pieces of a document), and the size, time and
number of the file. A file is **stale** if its key is another now, or if it is no longer the one that was written. What
is not stale is linked from the last output into the new one; what is stale is made, or taken from the store.

**What may be deleted when.** All of it, at any time but during a build: the next build makes everything again, the
same bytes. It lies below the output folder:

    .cache/store/      everything above; a good build removes what it did not need. Of what a build was not asked for
                       (documents without PDFs, the workbook without the team's folder) the index keeps its entries,
                       and the store what these rest on.
    .cache/templates/  compiled templates; all are removed when versions of them have piled up
    .cache/preview/    what `serve` uses: shells, and compiled templates
    .cache/site.json   what the finished public site was made from; without it, it is built again before it is published
    .cache/published.json  where the last publish went; without it the editor does not know

Two more things lie there that no build needs: what the editor takes back (`.cache/changes/`), and beside which original
each translation was last changed (`.cache/translations.json`, digests alone: `read/translation_states.py`). Without the
latter, where git does not know it, nothing says that a translation is older than its original.

A new version of the program, of Python or of a package that is declared in `sources` makes every key another one.
"""
