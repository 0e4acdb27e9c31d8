"""Pictures of the emoji every application has, drawn here so that no client has to fetch them from elsewhere."""

from __future__ import annotations

_FACE = '<circle cx="32" cy="32" r="28" fill="{skin}"/>'
_EYES = '<circle cx="22" cy="26" r="4"/><circle cx="42" cy="26" r="4"/>'
_HEARTS = (
    '<path fill="#e0245e" d="M22 34l-8-9a5 5 0 0 1 8-6 5 5 0 0 1 8 6z"/>'
    '<path fill="#e0245e" d="M42 34l-8-9a5 5 0 0 1 8-6 5 5 0 0 1 8 6z"/>'
)
_SHUT = '<path fill="none" stroke="#000" stroke-width="3" d="M16 28q6-7 12 0M36 28q6-7 12 0"/>'
_FROWN = '<path fill="none" stroke="#000" stroke-width="3" d="M14 18l12 6M50 18l-12 6"/>'
_LAUGH = '<path d="M18 38h28q-2 14-14 14t-14-14z"/>'
_SMILE = '<path fill="none" stroke="#000" stroke-width="3" d="M20 42q12 10 24 0"/>'
_SAD = '<path fill="none" stroke="#000" stroke-width="3" d="M22 48q10-9 20 0"/>'
_TEARS = '<path fill="#5dadec" d="M17 32h7v24h-7zM40 32h7v24h-7z"/>'
_SWEAT = '<path fill="#5dadec" d="M53 8q7 10 0 14-7-4 0-14z"/>'
_HAND = '<path fill="#ffcc4d" d="M20 28l10-8 4-14q8 0 6 12l-1 6h14q5 0 4 6l-4 20q-1 4-6 4H20z"/><path fill="#c1694f" d="M8 28h10v26H8z"/>'
_DRAWN = {
    "heart_eyes": _FACE + _HEARTS + _SMILE,
    "laughing": _FACE + _SHUT + _LAUGH,
    "rage": _FACE.replace("{skin}", "#da2f47") + _EYES + _FROWN + _SAD,
    "sob": _FACE + _SHUT + _TEARS + _SAD,
    "sweat_smile": _FACE + _SHUT + _LAUGH + _SWEAT,
    "thumbsup": _HAND,
    "thumbsdown": f'<g transform="rotate(180 32 32)">{_HAND}</g>',
}
PICTURES: dict[str, bytes] = {
    name: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">{drawn.replace("{skin}", "#ffcc4d")}</svg>'.encode()
    for name, drawn in _DRAWN.items()
}
"""SVG documents by the names of their emoji."""
