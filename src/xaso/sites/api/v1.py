"""Version 1 of the interface, put together."""

from .openapi import VERSION, DescribedApi
from .problems import install
from .routes import catalogue, health, officers, people

ABOUT = (
    "Giao diện lập trình của xã: đọc danh mục thủ tục, nộp hồ sơ, tra cứu, danh sách của cán bộ. "
    "Mọi lời từ chối theo RFC 9457, câu tiếng Việt. Giờ theo ISO 8601."
)

api = DescribedApi(
    title="Xã Số",
    version=VERSION,
    description=ABOUT,
    docs_url=None,
    urls_namespace="api_v1",
    servers=[{"url": "/", "description": "máy chủ này"}],
)
install(api)
for part in (catalogue, people, officers, health):
    api.add_router("", part.router)
