"""Files to located trees: bytes, characters, YAML, Markdown, and the folder of a dossier."""
