"""Whether a channel from outside survives a change of employer, when nobody said so.

What a contact's reach is lives in `loyalty/`.
"""

from __future__ import annotations

from loyaltytui.entries import Scope

_FREE_MAIL = frozenset(
    {
        "gmail.com",
        "googlemail.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "aim.com",
        "hey.com",
        "mail.com",
        "proton.me",
        "protonmail.com",
        "protonmail.ch",
        "pm.me",
        "fastmail.com",
        "fastmail.fm",
        "tutanota.com",
        "tuta.io",
        "posteo.de",
        "posteo.net",
        "mailbox.org",
        "web.de",
        "freenet.de",
        "t-online.de",
        "arcor.de",
        "email.de",
        "mail.de",
        "1und1.de",
        "online.de",
        "kabelmail.de",
        "unitybox.de",
        "bluewin.ch",
        "hispeed.ch",
        "sunrise.ch",
        "aon.at",
        "chello.at",
        "ymail.com",
        "rocketmail.com",
        "msn.com",
        "passport.com",
        "zoho.com",
        "hushmail.com",
        "duck.com",
        "wanadoo.fr",
        "orange.fr",
        "free.fr",
        "sfr.fr",
        "laposte.net",
        "neuf.fr",
        "bbox.fr",
        "libero.it",
        "virgilio.it",
        "alice.it",
        "tiscali.it",
        "tin.it",
        "ziggo.nl",
        "kpnmail.nl",
        "planet.nl",
        "xs4all.nl",
        "home.nl",
        "telenet.be",
        "skynet.be",
        "wp.pl",
        "o2.pl",
        "onet.pl",
        "interia.pl",
        "seznam.cz",
        "centrum.cz",
        "email.cz",
        "yandex.ru",
        "yandex.com",
        "mail.ru",
        "bk.ru",
        "list.ru",
        "inbox.ru",
        "rambler.ru",
        "ukr.net",
        "comcast.net",
        "verizon.net",
        "att.net",
        "sbcglobal.net",
        "bellsouth.net",
        "cox.net",
        "charter.net",
        "earthlink.net",
        "btinternet.com",
        "sky.com",
        "ntlworld.com",
        "virginmedia.com",
        "talktalk.net",
        "blueyonder.co.uk",
        "bigpond.com",
        "optusnet.com.au",
        "shaw.ca",
        "rogers.com",
        "sympatico.ca",
        "telus.net",
        "uol.com.br",
        "bol.com.br",
        "terra.com.br",
        "ig.com.br",
        "rediffmail.com",
        "qq.com",
        "163.com",
        "126.com",
        "sina.com",
        "foxmail.com",
        "naver.com",
        "hanmail.net",
        "daum.net",
    }
)
_FREE_MAIL_ANYWHERE = frozenset({"yahoo", "hotmail", "outlook", "live", "gmx"})
"""Providers with a domain in nearly every country: `yahoo.co.uk`, `gmx.net`."""
_PROFILES = ("linkedin.com/in/", "linkedin.com/pub/", "xing.com/profile/")


def email_scope(address: str) -> Scope:
    """Personal when a free-mail provider carries it; else an employer may, and takes it back."""
    domain = address.rpartition("@")[2].strip().lower()
    if domain in _FREE_MAIL or domain.partition(".")[0] in _FREE_MAIL_ANYWHERE:
        return Scope.PERSONAL
    return Scope.WORK


def link_scope(link: str) -> Scope:
    """Personal when it is somebody's own profile, which goes with them to the next employer."""
    lowered = link.lower()
    is_profile = any(profile in lowered for profile in _PROFILES)
    return Scope.PERSONAL if is_profile else Scope.WORK
