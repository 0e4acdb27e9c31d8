"""ConnectyCube's Api with its schemas."""

from __future__ import annotations

from chatmock.core.api import Api
from chatmock.core.schema import Schemas
from chatmock.resources import data_dir

schemas = Schemas(data_dir("schemas") / "connectycube", lenient=True)
api = Api(schemas, caseless=True, suffix=".json")
