"""One round of reminders: any number of processes may run it, and each reminder is sent once."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from server.config import clock, settings
from server.domain.moment import DEFAULT_ZONE, later, local_date
from server.domain.reminder import Due, reminders_due
from server.reminders.mail import can_mail, mail
from server.reminders.push import GONE, SENT, push
from server.store.database import writing
from server.store.follow_ups import follow_ups_open
from server.store.next_steps import steps_back
from server.store.preferences import preference
from server.store.reminders import (
    SubscriptionRow,
    accounts_to_remind,
    claim,
    drop_subscription,
    settle,
    subscriptions_of,
    sweep_reminders,
)

# A process that takes longer is taken for dead.
LEASE_MINUTES = 5
REMEMBERED_MINUTES = 30 * 24 * 60
# As long as a session without a visit lives (auth/sessions): nobody is reminded on a device that asks to sign in.
IDLE_DAYS, LONGEST_DAYS = 30, 90

Translate = Callable[..., str]
Words = Callable[[str], Translate]


def remind(words: Words) -> Counter[str]:
    """Promise how many reminders were sent, by way, and how many failed. words: a locale's translator."""
    done: Counter[str] = Counter()
    with writing():
        sweep_reminders(later(clock(), -REMEMBERED_MINUTES))
    for owner in accounts_to_remind():
        done += _remind_account(owner, words)
    return done


def _remind_account(owner: str, words: Words) -> Counter[str]:
    done: Counter[str] = Counter()
    chosen, now = preference(owner), clock()
    if chosen.get("reminders") == "off":
        return done
    zone = chosen.get("time_zone") or DEFAULT_ZONE
    waiting, back = follow_ups_open(owner), steps_back(owner, local_date(now, zone))
    for due in reminders_due(waiting, back, now, zone):
        devices = [each for each in subscriptions_of(owner) if _is_living(each, now)]
        to = str(chosen.get("reminder_email", "")) if can_mail(settings()) else ""
        if (devices or to) and _is_ours(owner, due):
            t = words(str(chosen.get("locale") or "ja"))
            sent = _send(owner, _message(due, len(waiting), t), devices, to)
            done += sent
            # Else the lease ends, and the next round tries again while it is time. A browser that is gone heard none.
            if sent["pushed"] or sent["mailed"] or not sent["failed"]:
                with writing():
                    settle(owner, due.key, clock())
    return done


def _is_ours(owner: str, due: Due) -> bool:
    with writing():
        return claim(owner, due.key, clock(), later(clock(), LEASE_MINUTES))


def _send(
    owner: str, message: Mapping[str, Any], devices: list[SubscriptionRow], to: str
) -> Counter[str]:
    done: Counter[str] = Counter()
    for device in devices:
        keys = (device.p256dh, device.auth)
        outcome = push(device.endpoint, keys, message, settings(), clock())
        if outcome == GONE:
            with writing():
                drop_subscription(owner, device.id)
        done[{SENT: "pushed", GONE: "gone"}.get(outcome, "failed")] += 1
    if to:
        text = f"{message['body']}\n\n{message['url']}\n\n{message['stop']}\n"
        is_sent = mail(settings(), to, message["title"], text)
        done["mailed" if is_sent else "failed"] += 1
    return done


def _message(due: Due, waiting: int, t: Translate) -> dict[str, Any]:
    """Numbers of people, never a name: it is read on a locked screen (C56). In the declarative form of Web Push."""
    lines = [t(f"reminders.{due.kind}", n=due.thanks)] if due.thanks else []
    lines += [t("reminders.replies", n=due.replies)] if due.replies else []
    url = f"{settings().public_url}{'/follow-ups' if due.thanks else '/'}"
    title, body = t("reminders.push_title"), "\n".join(lines)
    notification = {
        "title": title,
        "body": body,
        "lang": t("reminders.language"),
        "dir": "ltr",
        "tag": due.key,
        "navigate": url,
        "silent": False,
    }
    payload = {"web_push": 8030, "notification": notification, "app_badge": waiting}
    stop = t("reminders.mail_stop", url=f"{settings().public_url}/settings")
    return {
        "tag": due.key,
        "title": title,
        "body": body,
        "url": url,
        "stop": stop,
        "payload": payload,
    }


def _is_living(device: SubscriptionRow, now: str) -> bool:
    """A session that has run out is signed out, though nobody ended it."""
    moment = datetime.fromisoformat(now)
    seen = datetime.fromisoformat(device.session_last_seen_at)
    begun = datetime.fromisoformat(device.session_created_at)
    return moment - seen < timedelta(days=IDLE_DAYS) and moment - begun < timedelta(
        days=LONGEST_DAYS
    )
