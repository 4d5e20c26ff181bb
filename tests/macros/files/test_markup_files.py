"""Web pages and XML spreadsheets that call themselves .xls."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.files.file_readers import read_file
from workbook.errors import InputError

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="{charset}"></head><body>
<table><tr><td colspan="3">客户名单</td></tr>
<tr><th rowspan="2">名称</th><th colspan="2">联系</th></tr><tr><td>电话</td><td>备注</td></tr>
<tr><td>甲 &amp; 乙公司</td><td style="mso-number-format:'\\@'">013800138000</td><td>一<br>二</td></tr>
</table></body></html>"""
GRID = [["客户名单", "", ""], ["名称", "联系", ""], ["", "电话", "备注"], ["甲 & 乙公司", "013800138000", "一\n二"]]

XML = """<?xml version="1.0" encoding="utf-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="1"><Table><Row><Cell><Data ss:Type="String">名称</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">日期</Data></Cell></Row>
<Row><Cell ss:MergeDown="1"><Data ss:Type="String">甲公司</Data></Cell><Cell/>
<Cell><Data ss:Type="DateTime">2024-03-05T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="Number">7</Data></Cell></Row></Table></Worksheet></Workbook>"""


def read(folder: Path, content: bytes) -> list[list[str]]:
    file = folder / "export.xls"
    file.write_bytes(content)
    return [list(row) for row in read_file(file)[0].rows]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_web_page_is_its_table(tmp_path: Path, charset: str) -> None:
    """Merged cells leave blanks, as on a sheet; leading zeros stay."""
    assert read(tmp_path, PAGE.replace("{charset}", charset).encode(charset)) == GRID


def test_an_xml_spreadsheet_is_its_sheet(tmp_path: Path) -> None:
    """Cells stand where their Index says; days are days."""
    assert read(tmp_path, XML.encode()) == [["名称", "", "日期"], ["甲公司", "", "2024-03-05"], ["", "7", ""]]


def test_the_longest_table_of_a_page_is_the_list(tmp_path: Path) -> None:
    """Others lay out its head."""
    page = "<table><tr><td>公司 logo</td></tr></table><table><tr><td>a<td>b</tr><tr><td>1<td>2</tr></table>"
    assert read(tmp_path, page.encode()) == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize("content", [b"<table></table>", b"<html><table><tr></tr></table></html>"])
def test_an_empty_table_is_refused(tmp_path: Path, content: bytes) -> None:
    """With a sentence."""
    with pytest.raises(InputError, match="holds nothing"):
        read(tmp_path, content)


def test_entities_and_outside_files_are_not_read(tmp_path: Path) -> None:
    """A list is no program."""
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    bomb = XML.replace("<Workbook", f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><Workbook', 1)
    assert "geheim" not in str(read(tmp_path, bomb.replace("甲公司", "甲&e;公司").encode()))


def test_a_web_archive_is_its_page(tmp_path: Path) -> None:
    """What Excel saves as a single-file web page, under the name of a workbook."""
    rows = [["公司名称", "联系人"], ["甲乙有限公司", "王芳"]]
    lines = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
    page = f"<html><table>{lines}</table></html>".encode()
    body = "\r\n".join("".join(f"={byte:02X}" for byte in page[at : at + 20]) + "=" for at in range(0, len(page), 20))
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
    kind = 'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    file = tmp_path / "名单.xls"
    file.write_bytes(f"{head}{kind}{body}\r\n--x--\r\n".encode())
    grid, _ = read_file(file)
    assert [list(row) for row in grid.rows] == rows
