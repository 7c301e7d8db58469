"""Makes a photo fit to share: a modest size, and nothing in it that the camera wrote, such as where it was taken."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

#: Pixels of the longest side; enough for a page on a sharp screen.
LONGEST_SIDE = 1_600
#: A picture of more pixels is refused before it is unpacked: a small file can hold a giant.
MOST_PIXELS = 50_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITY = 82


class NoPicture(Exception):
    """These bytes are no picture that we can show."""


def tidy_picture(content: bytes) -> bytes:
    """Return the picture as JPEG, turned upright, at most LONGEST_SIDE long, without anything the camera wrote.

    Raises NoPicture when it is none, or too large to unpack.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of a giant Pillow only warns
            with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise NoPicture("too many pixels")
                upright = ImageOps.exif_transpose(picture)
                flat = _on_white(upright)
    except NoPicture:
        raise
    except Exception as error:  # a broken file makes Pillow raise almost anything
        raise NoPicture(str(error)) from error
    flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    result = io.BytesIO()
    flat.save(result, "JPEG", quality=_QUALITY, optimize=True)
    return result.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a copy without transparency, and without the notes that travel with a picture."""
    whole = picture.convert("RGBA")
    flat = Image.new("RGB", whole.size, "white")
    flat.paste(whole, mask=whole.getchannel("A"))
    return flat
