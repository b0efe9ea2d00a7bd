"""Reminders by mail, where an SMTP server is configured. What they say is decided elsewhere."""

import logging
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from server.config import Settings

PATIENCE_SECONDS = 20

_log = logging.getLogger("enishi.mail")


def can_mail(settings: Settings) -> bool:
    return bool(settings.smtp_host and settings.smtp_from)


def mail(settings: Settings, to: str, subject: str, body: str) -> bool:
    """Promise whether the mail server took it. The same reminder twice is one mail to nobody but its reader."""
    message = EmailMessage()
    try:
        message["From"], message["To"], message["Subject"] = settings.smtp_from, to, subject
    except ValueError:
        _log.warning("a reminder has no sender or reader that a mail could name")
        return False
    message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=settings.host)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    try:
        with _connected(settings) as server:
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        # What kind of trouble it is, and no more: the words of a refusal hold the address.
        kind, code = type(error).__name__, getattr(error, "smtp_code", "")
        _log.warning("the mail server did not take a reminder: %s %s", kind, code)
        return False
    return True


def _connected(settings: Settings) -> smtplib.SMTP:
    server: smtplib.SMTP
    context = ssl.create_default_context()
    where = (settings.smtp_host, settings.smtp_port)
    if settings.smtp_security == "tls":
        server = smtplib.SMTP_SSL(*where, timeout=PATIENCE_SECONDS, context=context)
    else:
        server = smtplib.SMTP(*where, timeout=PATIENCE_SECONDS)
    try:
        if settings.smtp_security == "starttls":
            server.starttls(context=context)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        server.close()
        raise
    return server
