"""Photos and documents on a practice: described, made fit to share, and only for who may see the practice."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from practices.models import PracticePage
from practices.rules.pictures import LONGEST_SIDE, NoPicture, tidy_picture


@pytest.fixture(autouse=True)
def _files_on_disk(settings: Any, tmp_path: Any) -> None:
    """Keep files in a folder of the test: Wagtail serves documents from a disk only."""
    on_disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": on_disk}


def picture(size: tuple[int, int] = (60, 40), *, kind: str = "JPEG", place: bool = False) -> bytes:
    """Return a picture as a camera writes it; `place`: with where it was taken."""
    notes = Image.Exif()
    if place:
        notes[0x0110] = "Toestel van de buurman"
        notes.get_ifd(0x8825)[1] = "N"
    result = io.BytesIO()
    Image.new("RGB", size, "red").save(result, kind, exif=notes)
    return result.getvalue()


def photo(content: bytes, name: str = "overleg.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def test_a_photo_stands_on_the_page_with_its_description(browser: Client, page: PracticePage) -> None:
    typed = {"file": photo(picture()), "title": "Vijf mensen rond een tafel"}
    assert browser.post(f"/delen/{page.key}/werk-bij/foto/", typed)["Location"].endswith("#fotos")
    link = PracticePage.objects.get(pk=page.pk).document_links.get()
    assert link.is_picture
    shown = browser.get(page.get_absolute_url()).content.decode()
    assert f'<img src="{link.address}" alt="Vijf mensen rond een tafel"' in shown


def test_only_who_may_see_the_practice_sees_its_photo(
    browser: Client, stranger: Client, client: Client, page: PracticePage
) -> None:
    browser.post(f"/delen/{page.key}/werk-bij/foto/", {"file": photo(picture()), "title": "Een tafel"})
    address = PracticePage.objects.get(pk=page.pk).document_links.get().address
    assert stranger.get(address).status_code == 200  # municipalities see it
    assert client.get(address).status_code == 404

    browser.post(f"/delen/{page.key}/zichtbaarheid/", {"visibility": "organisatie"})
    assert browser.get(address).status_code == 200
    assert stranger.get(address).status_code == 404


def test_a_photo_loses_what_the_camera_wrote_and_is_made_smaller() -> None:
    tidy = tidy_picture(picture((LONGEST_SIDE * 2, 300), place=True))
    assert b"buurman" not in tidy
    with Image.open(io.BytesIO(tidy)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (LONGEST_SIDE, 150))
        assert not shown.getexif()


@pytest.mark.parametrize(
    "content",
    [b"", b"geen foto", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture()[:200], b"GIF89a\xff\xff\xff\xff"],
    ids=["empty", "text", "svg", "half a photo", "giant"],
)
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(NoPicture):
        tidy_picture(content)


def test_a_transparent_picture_gets_a_white_ground() -> None:
    result = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(result, "PNG")
    with Image.open(io.BytesIO(tidy_picture(result.getvalue()))) as shown:
        assert shown.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("what", "typed", "said"),
    [
        ("foto", {"title": "Iets"}, "Kies een foto."),
        ("foto", {"file": ("x.jpg", b"geen foto"), "title": "Iets"}, "kunnen wij niet als foto lezen"),
        ("foto", {"file": ("x.jpg", picture()), "title": ""}, "Beschrijf wat er te zien is."),
        ("document", {"file": ("x.exe", b"MZ"), "title": "Iets"}, "Dit soort bestand kunt u hier niet delen."),
        ("document", {"file": ("x.jpg", picture()), "title": "Iets"}, "Dit soort bestand kunt u hier niet delen."),
        ("document", {"file": ("x.pdf", b"%PDF"), "title": ""}, "Geef het document een titel."),
        ("document", {"file": ("x.pdf", b""), "title": "Leeg"}, "Dit bestand is leeg."),
    ],
)
def test_a_wrong_file_is_named_and_the_description_stays(
    browser: Client, page: PracticePage, what: str, typed: dict[str, Any], said: str
) -> None:
    sent = {name: photo(value[1], value[0]) if isinstance(value, tuple) else value for name, value in typed.items()}
    answer = browser.post(f"/delen/{page.key}/werk-bij/{what}/", sent)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert f'value="{typed["title"]}"' in answer.content.decode() or not typed["title"]
    assert not PracticePage.objects.get(pk=page.pk).document_links.exists()


def test_a_document_can_be_opened_and_taken_away(browser: Client, page: PracticePage) -> None:
    for _ in range(2):
        typed = {"file": photo(b"%PDF-1.7", "Convenant.pdf"), "title": "Convenant"}
        assert browser.post(f"/delen/{page.key}/werk-bij/document/", typed)["Location"].endswith("#documenten")
    link = PracticePage.objects.get(pk=page.pk).document_links.get()
    assert browser.get(link.address).status_code == 200
    assert "Convenant" in browser.get(f"/delen/{page.key}/vul-aan/").content.decode()

    address = f"/delen/{page.key}/bestand/{link.pk}/"
    assert "Convenant" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 302
    assert not PracticePage.objects.get(pk=page.pk).document_links.exists()
    assert browser.get(link.address).status_code == 404
    assert browser.get(address).status_code == 404


def test_nobody_takes_a_file_from_the_page_of_another(browser: Client, stranger: Client, page: PracticePage) -> None:
    typed = {"file": photo(b"%PDF-1.7", "Convenant.pdf"), "title": "Convenant"}
    browser.post(f"/delen/{page.key}/werk-bij/document/", typed)
    link = PracticePage.objects.get(pk=page.pk).document_links.get()
    assert stranger.post(f"/delen/{page.key}/bestand/{link.pk}/").status_code == 403
    assert PracticePage.objects.get(pk=page.pk).document_links.count() == 1
