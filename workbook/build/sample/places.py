"""Cities of the sample. Streets are called Sample Street, so that no address exists; telephone numbers are of ranges
that are given to nobody (docs/decisions/0030)."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.language import Lang, Text


@dataclass(frozen=True, slots=True)
class City:
    """A real city, with the region it sells under and the codes its numbers start with."""

    key: str
    name: Text
    region: str
    area_code: str
    postcode: str
    local_digits: int = 8


CITIES: dict[str, City] = {
    city.key: city
    for city in (
        City("guangzhou", Text("广州市", "Guangzhou"), "south", "020", "510000"),
        City("shenzhen", Text("深圳市", "Shenzhen"), "south", "0755", "518000"),
        City("foshan", Text("佛山市", "Foshan"), "south", "0757", "528000"),
        City("shanghai", Text("上海市", "Shanghai"), "east", "021", "200000"),
        City("hangzhou", Text("杭州市", "Hangzhou"), "east", "0571", "310000"),
        City("nanjing", Text("南京市", "Nanjing"), "east", "025", "210000"),
        City("suzhou", Text("苏州市", "Suzhou"), "east", "0512", "215000"),
        City("wuhan", Text("武汉市", "Wuhan"), "central", "027", "430000"),
        City("changsha", Text("长沙市", "Changsha"), "central", "0731", "410000"),
        City("beijing", Text("北京市", "Beijing"), "north", "010", "100000"),
        City("tianjin", Text("天津市", "Tianjin"), "north", "022", "300000"),
        City("chengdu", Text("成都市", "Chengdu"), "southwest", "028", "610000"),
        City("chongqing", Text("重庆市", "Chongqing"), "southwest", "023", "400000"),
        City("kunming", Text("昆明市", "Kunming"), "southwest", "0871", "650000"),
        City("xian", Text("西安市", "Xi'an"), "northwest", "029", "710000"),
        City("lanzhou", Text("兰州市", "Lanzhou"), "northwest", "0931", "730000", 7),
        City("shenyang", Text("沈阳市", "Shenyang"), "northeast", "024", "110000"),
        City("dalian", Text("大连市", "Dalian"), "northeast", "0411", "116000"),
    )
}

STREETS: tuple[Text, ...] = (
    Text("示例一路", "First Sample Road"),
    Text("示例二路", "Second Sample Road"),
    Text("样板街", "Specimen Street"),
    Text("样例大道", "Example Avenue"),
)


def address(city: City, number: int, lang: Lang) -> str:
    """A street address that does not exist."""
    street = STREETS[number % len(STREETS)]
    house = 8 + number * 7 % 290
    return f"{city.name.zh}{street.zh}{house}号" if lang == "zh" else f"{house} {street.en}, {city.name.en}"


def landline(city: City, number: int) -> str:
    """A local number that begins with 9, where subscribers' numbers begin with 2 to 8."""
    return f"{city.area_code}-9{number:0{city.local_digits - 1}d}"


def mobile(number: int) -> str:
    """A number of network 161, of which only block 1619 has been given out."""
    return f"1610000{number:04d}"
