"""What makes two findings of two runs the same: product, market, rule, and whether it is a breach or open."""

from __future__ import annotations

from hashlib import sha256

from checkmarket.model.findings import Finding
from checkmarket.model.waivers import FaultyWaiver


def fingerprint(product: str, finding: Finding) -> str:
    """64 hexadecimal digits.  Titles, reasons and places do not enter: rewording or moving changes nothing."""
    outcome = "breach" if finding.is_breach else "open"
    return sha256(
        f"{product}\n{finding.market}\n{finding.rule.id}\n{outcome}".encode(errors="surrogatepass")
    ).hexdigest()


def waiver_fingerprint(faulty: FaultyWaiver) -> str:
    """64 hexadecimal digits for a waiver that does not count; another fault is another finding."""
    waiver = faulty.waiver
    return sha256(
        f"{waiver.product}\n{waiver.market}\n{waiver.rule}\nwaiver {faulty.fault}".encode(errors="surrogatepass")
    ).hexdigest()
