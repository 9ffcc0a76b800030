"""One-time codes go out at once, not through the queue: they are worth little later, and are kept nowhere."""

from __future__ import annotations

from xaso.kernel.errors import Refusal
from xaso.platform.identity.models import User

from .channels import addresses_of, provider_of
from .ports import NotSent
from .wording import mask_address


class CodeNotSent(Refusal):
    """No channel took the code."""

    code = "code_not_sent"
    status = 503
    default_sentence = (
        "Chưa gửi được mã lúc này. Bà con thử lại sau ít phút, hoặc đến Trung tâm Phục vụ hành chính công."
    )


class NoticeCodeSender:
    """Identity's port CodeSender: by SMS, by e-mail when there is no phone or SMS fails."""

    def send_code(self, user: User, *, code: str, minutes: int) -> str:
        """Send the code; return where it went, masked. Raises CodeNotSent."""
        body = f"Mã đăng nhập là {code}, dùng trong {minutes} phút. Không đưa mã này cho ai, kể cả cán bộ."
        for channel, address in addresses_of(user).items():
            try:
                provider_of(channel).send(address, "Mã đăng nhập", body)
            except NotSent:
                continue
            return mask_address(address)
        raise CodeNotSent
