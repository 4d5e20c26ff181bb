"""Cloud-synced folders, recognised by their names, and the addresses by which Excel opens files there.

Excel opens a file of a synced OneDrive or SharePoint folder by its address on the server. xlwings then has to find the
local folder: by itself where it is the usual one, else by a key of its configuration. Sources: xlwings' documentation
of its configuration; Microsoft's of the folders' names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from macros.setup.excel_places import System
from workbook.language import Text

_CLOUDS: dict[str, str] = {  # what occurs in the name of a folder, in lower case
    "onedrive": "OneDrive",
    "sharepoint": "SharePoint",
    " - documents": "SharePoint",  # a site's library, as OneDrive names it
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "nutstore": "坚果云 Nutstore",
    "坚果云": "坚果云 Nutstore",
    "baidusyncdisk": "百度网盘 Baidu",
    "baidunetdisk": "百度网盘 Baidu",
    "百度网盘": "百度网盘 Baidu",
    "百度云": "百度网盘 Baidu",
    "wps云盘": "WPS 云盘 WPS Cloud",
    "wpsdrive": "WPS 云盘 WPS Cloud",
    "wps cloud files": "WPS 云盘 WPS Cloud",
    "腾讯微云": "腾讯微云 Weiyun",
    "企业微信微盘": "企业微信微盘 WeDrive",
    "wedrive": "企业微信微盘 WeDrive",
    "aliyundrive": "阿里云盘 Aliyun Drive",
    "阿里云盘": "阿里云盘 Aliyun Drive",
    "天翼云盘": "天翼云盘 eCloud",
}


_LIBRARY = (" - documents", " - 文档")
"""How the local folder of a SharePoint site's library ends; SHAREPOINT_… names the folder that holds it."""


@dataclass(frozen=True)
class Account:
    """A kind of account whose files Excel opens by address."""

    name: Text
    key: str  # of xlwings' configuration, without the system's ending
    windows: str  # what the local folder is called, below the user's own
    macos: str
    address: re.Pattern[str]

    def key_on(self, system: System) -> str:
        """The configuration's key on this system."""
        return f"{self.key}_{'MAC' if system == 'macos' else 'WIN'}"

    def example(self, system: System) -> str:
        """A local folder of this kind, as it usually is."""
        mac = f"/Users/…/Library/CloudStorage/{self.macos}"
        return mac if system == "macos" else rf"C:\Users\…\{self.windows}"


PERSONAL = Account(
    Text("个人 OneDrive", "personal OneDrive"),
    "ONEDRIVE_CONSUMER", "OneDrive", "OneDrive-Personal", re.compile(r"https?:/+d\.docs\.live\.net/"),
)  # fmt: skip
BUSINESS = Account(
    Text("公司 OneDrive", "OneDrive for work"),
    "ONEDRIVE_COMMERCIAL", "OneDrive - …", "OneDrive-…", re.compile(r"https?:/+[^/]*-my\.sharepoint\."),
)  # fmt: skip
SHAREPOINT = Account(
    Text("SharePoint", "SharePoint"),
    "SHAREPOINT", "…", "OneDrive-SharedLibraries-…", re.compile(r"https?:/+[^/]*/(sites|teams)/"),
)  # fmt: skip


def cloud_of(path: Path) -> str | None:
    """The name of the sync service whose folder this file lies in, if its path shows one."""
    for part in path.parts:
        for mark, name in _CLOUDS.items():
            if mark in part.casefold():
                return name
    return None


def address_of(text: str) -> Account | None:
    """Whose address this is; None for a path, or an address xlwings does not know.

    >>> address_of("https://d.docs.live.net/0123456789abcdef/book.xlsm") is PERSONAL
    True
    """
    return next((one for one in (PERSONAL, BUSINESS, SHAREPOINT) if one.address.match(text)), None)


def synced_root(path: Path) -> tuple[Account, Path] | None:
    """The account and the local folder of it that a file lies in; None outside, and where no name shows it."""
    for folder in reversed(path.parents):
        if folder.name.casefold().endswith(_LIBRARY):
            return SHAREPOINT, folder.parent
        if (account := _account_of(folder.name)) in (PERSONAL, BUSINESS):
            return account, folder
    return None


def _account_of(name: str) -> Account | None:
    folded = name.casefold()
    if folded in ("onedrive", "onedrive - personal", "onedrive-personal"):
        return PERSONAL
    work = folded.startswith(("onedrive - ", "onedrive-")) and not folded.startswith("onedrive-sharedlibraries")
    return BUSINESS if work else None
