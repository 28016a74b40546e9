"""Streams of an archived PDF must be told from the line end behind them.

PDF/A wants a stream's length to match what stands before the line end in front of `endstream`.
Compressed data ends with a checksum; where its last byte is a carriage return, a reader that does
not trust the length takes it for half of that line end. One document in ten has such a stream.
"""

import zlib
from typing import Any, Final

DOUBTFUL: Final = b"\r\nendstream"
_CARRIAGE_RETURN: Final = 13


def settle_streams(pdf: Any, spare: int) -> None:
    """Give the streams of a `pydyf.PDF` an end that nobody can misread.

    The streams that pydyf makes only when it writes (the objects, their places) are out of reach:
    where one of them ends badly, the caller writes again with one more `spare` object.
    """
    from pydyf import Dictionary, Stream

    for stream in pdf.objects:
        if not isinstance(stream, Stream) or not stream.compress:
            continue
        stream.compress = False
        raw = stream.data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
        stream.compress = True
        if zlib.adler32(raw) & 0xFF != _CARRIAGE_RETURN:
            continue
        if "Type" in stream.extra or "Length1" in stream.extra:  # not a byte of it may change
            stream.compress = False
        else:
            stream.stream.append(b"")  # a line end more between drawing commands
    for _ in range(spare):
        pdf.add_object(Dictionary())
