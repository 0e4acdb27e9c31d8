"""How clients show notifications where a seed does not say it (client: what Android's UIKit insists on; colours are ruled)."""

from __future__ import annotations

from typing import Any

_TEXT: dict[str, Any] = {"textSize": 12, "textColor": "#70000000,#70FFFFFF", "fontWeight": "normal"}
_LIST = {
    "backgroundColor": "#FFFFFF,#161616",
    "tooltip": {"backgroundColor": "#742DDD,#742DDD", **_TEXT},
    "timeline": {"backgroundColor": "#52000000,#52FFFFFF", **_TEXT},
    "category": {"radius": 15, "backgroundColor": "#EEEEEE,#2C2C2C", **_TEXT},
}
_NOTIFICATION = {
    "radius": 8,
    "backgroundColor": "#EEEEEE,#2C2C2C",
    "unreadIndicatorColor": "#259C72,#69C085",
    "category": _TEXT,
    "sentAt": _TEXT,
    "pressedColor": "#E0E0E0,#393939",
    "label": _TEXT,
}
_HEADER = {
    "textSize": 18,
    "textColor": "#E0000000,#E0FFFFFF",
    "buttonIconTintColor": "#742DDD,#C2A9FA",
    "backgroundColor": "#FFFFFF,#161616",
    "lineColor": "#EEEEEE,#2C2C2C",
    "fontWeight": "bold",
}
THEME: dict[str, Any] = {
    "updated_at": 0,
    "theme_mode": "default",
    "themes": [
        {
            "key": "default",
            "created_at": 0,
            "updated_at": 0,
            "notification": _NOTIFICATION,
            "list": _LIST,
            "header": _HEADER,
        }
    ],
}
