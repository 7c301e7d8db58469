"""The people and pages of /cms/, for the routes that lead through it."""

from tests.practices.cms.conftest import editor, files_on_disk, make, sign_in

__all__ = ["editor", "files_on_disk", "make", "sign_in"]
