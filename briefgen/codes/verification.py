"""Codes of faults found in files that were built: what `briefgen verify` reports."""

from __future__ import annotations

from briefgen.codes.code import Code

__all__ = ["CODES"]

CODES = (
    Code(
        "BG640",
        "manifest-missing",
        "error",
        "The output folder has files and no manifest.",
        "Nothing says which documents they are, what they were made of, and whether they are as "
        "they were written.",
        "Build again; name the document of a single file with `--document`.",
        example="error[BG640]: output has files and no manifest.json\n",
        file="",
    ),
    Code(
        "BG641",
        "manifest-damaged",
        "error",
        "The manifest cannot be read, is of another format, or says what no build writes.",
        "What it says of the files cannot be relied on. An entry that is wrong is not followed.",
        "Remove the manifest and build again; see who or what changes files in the output folder.",
        example="""\
error[BG641]: entry 3 of output/manifest.json is not as a build writes it
  = outputs.0.path: `../secret.pdf` is not a path of the document's files
""",
        file="",
    ),
    Code(
        "BG642",
        "file-missing",
        "error",
        "A file that the manifest names is not there, or is no file that can be read.",
        "Whoever gets the folder does not get all that was built for them.",
        "Build again.",
        example="error[BG642]: output/public/harbour-strike.timeline.en.pdf is not there\n",
        file="",
    ),
    Code(
        "BG643",
        "file-altered",
        "error",
        "A file is neither what a build wrote nor what the content gives.",
        "Somebody or something has changed it: a page, a word, what stands behind its end.",
        "Do not hand it out. Build again, and compare the two if it matters what was changed.",
        example="""\
error[BG643]: output/public/harbour-strike.timeline.en.pdf is not as it was built
  = 212 bytes were added behind its end
""",
        file="",
    ),
    Code(
        "BG644",
        "file-swapped",
        "error",
        "A file has the bytes of another document's file.",
        "A document for one audience under the name of another's goes to the wrong readers.",
        "Do not hand it out. Remove it and build again.",
        example="""\
error[BG644]: output/public/harbour-strike.timeline.en.pdf is the file of \
`harbour-strike/timeline/staff/en`
""",
        file="",
    ),
    Code(
        "BG645",
        "file-outdated",
        "error",
        "A file is as it was built, and the content gives another one now.",
        "Its readers get what the office no longer says.",
        "Build again; or name the revision that it was built from with `--revision`.",
        example="""\
error[BG645]: output/public/harbour-strike.timeline.en.pdf is not what the content on disk gives
  = since it was built, claims have changed: `overtime`
""",
        file="",
    ),
    Code(
        "BG646",
        "not-reproducible",
        "error",
        "The same content gives other bytes here than where the file was built.",
        "It cannot be shown here that the file is what its content gives.",
        "Verify where the versions of all packages and libraries are those of the build; the notes "
        "name those that differ.",
        example="""\
error[BG646]: output/public/harbour-strike.timeline.en.pdf cannot be made again here, byte for byte
  = built with pango 1.50.12, here is 1.52.1
""",
        file="",
    ),
    Code(
        "BG647",
        "file-unrecorded",
        "error",
        "A file lies in the output folder that no entry of the manifest names.",
        "An audience's folder is handed over whole: what lies in it goes with it.",
        "Move it elsewhere. If it was built by an older version, build again.",
        example="error[BG647]: output/public/notes.docx is named by no entry of the manifest\n",
        file="",
    ),
    Code(
        "BG648",
        "writing-unfinished",
        "error",
        "A build was killed while it wrote: files of two builds, or temporary files, are there.",
        "Each file is whole, but those of one document may tell different things.",
        "Build again: that settles it and removes what is left over.",
        example="""\
error[BG648]: a build was killed while it wrote `harbour-strike/timeline/public/en`
  = of that build: output/public/harbour-strike.timeline.en.pdf
""",
        file="",
    ),
    Code(
        "BG649",
        "cannot-be-rebuilt",
        "error",
        "The document of a file cannot be made of the content any more.",
        "Its audience, dossier or kind is gone, or the content has errors: nothing shows that the "
        "file is what the content gives.",
        "Build again: that removes what the project no longer asks for, and shows the errors.",
        example="""\
error[BG649]: output/press/harbour-strike.timeline.en.pdf cannot be made again: there is no \
audience `press`
""",
        file="",
    ),
    Code(
        "BG650",
        "file-in-motion",
        "error",
        "A file changed while it was looked at.",
        "A build is writing, so that nothing certain can be said of the file.",
        "Verify again when the build has ended.",
        example="error[BG650]: output/public/harbour-strike.timeline.en.pdf has just changed\n",
        file="",
    ),
    Code(
        "BG651",
        "file-unidentified",
        "error",
        "Nothing says which document a file is.",
        "What it may show, and what it should be, depends on that.",
        "Name the document with `--document`, as `briefgen list` shows it.",
        example="error[BG651]: nothing says which document mail/brief.pdf is\n",
        file="",
    ),
)
