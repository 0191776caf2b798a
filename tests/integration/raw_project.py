"""A raw contract and raw files for it, in a folder that stands for the project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from conftest import ROOT


class RawProject:
    """A project of sources only; hubspoke run inside it reads its contract and its raw folder."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.raw = root / "raw"
        self.raw.mkdir()
        self._sources: dict[str, dict[str, dict]] = {}
        (root / "dbt_project.yml").touch()
        ops = Path("models/marts/ops")
        (root / ops).mkdir(parents=True)
        shutil.copy(ROOT / ops / "load_log.yml", root / ops)
        monkeypatch.chdir(root)
        monkeypatch.setenv("HUBSPOKE_RAW_DIR", str(self.raw))

    def declare(self, table: str, columns: dict[str, dict], patterns: list[str] | None = None):
        """Declare `<system>.<table>`, or declare it anew; columns: name -> its `config.meta`."""
        system, name = table.split(".")
        self._sources.setdefault(system, {})[name] = {
            "name": name,
            "config": {"meta": {"file_patterns": patterns} if patterns else {}},
            "columns": [
                {"name": column, "config": {"meta": meta}} for column, meta in columns.items()
            ]
            + [{"name": "_source_file"}],
        }
        folder = self.root / "models" / "staging" / system
        folder.mkdir(parents=True, exist_ok=True)
        source = {
            "name": system,
            "schema": f"raw_{system}",
            "tables": list(self._sources[system].values()),
        }
        (folder / f"_{system}__sources.yml").write_text(yaml.safe_dump({"sources": [source]}))

    def write(self, name: str, content: str | bytes) -> Path:
        """Write the raw file `<system>/<file>`."""
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path
