"""Pictures of a sheet, as xlwings sees them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.engine import drawings
from workbook.engine.drawings import EMU, MAIN, PICTURES, RELATIONSHIPS, Drawn, Place
from workbook.engine.images import TYPES, image_size
from workbook.engine.markup import Markup
from workbook.engine.parts import TYPES as CONTENT_TYPES
from workbook.engine.refusing import unsupported
from workbook.engine.relationships import set_default_type
from workbook.engine.shapes import Shape, Shapes
from workbook.engine.xmltext import escape_attribute

if TYPE_CHECKING:
    from workbook.engine.sheets import Sheet


class Picture(Shape):
    """A picture."""

    __slots__ = ()

    @property
    def lock_aspect_ratio(self) -> bool:
        """Whether width and height keep their proportion."""
        return self._is_locked()

    @lock_aspect_ratio.setter
    def lock_aspect_ratio(self, value: bool) -> None:
        def change(markup: Markup, one: Drawn) -> None:
            holder = one.node.find("nvPicPr", "cNvPicPr")
            locks = holder.find("picLocks") if holder is not None else None
            if locks is not None:
                markup.set(locks, noChangeAspect="1" if value else None)
            elif holder is not None and value:
                markup.append(holder, f'<a:picLocks xmlns:a="{MAIN}" noChangeAspect="1"/>')

        drawings.edit(self.parent.part, self.key, change)

    def _original(self) -> tuple[float, float]:
        document, part = self.parent.part.document, drawings.drawing_part(self.parent.part) or ""
        blip = self.drawn.node.find("blipFill", "blip")
        key = blip.get("embed") if blip is not None else None
        image = next((r.target for r in document.relationships(part) if r.id == key and document.has(r.target)), None)
        if image is None:
            raise unsupported("scaling a linked picture to its original size")
        _, width, height = image_size(document.read(image))
        return width, height

    def update(self, filename: str) -> Picture:
        """Show another image in its place and size."""
        document = self.parent.part.document
        part = drawings.drawing_part(self.parent.part) or ""
        blip = self.drawn.node.find("blipFill", "blip")
        old = blip.get("embed") if blip is not None else None
        if not old:
            raise unsupported("Picture.update of a linked picture")
        key = _relate_image(self.parent, part, Path(filename).read_bytes())

        def change(markup: Markup, one: Drawn) -> None:
            node = one.node.find("blipFill", "blip")
            assert node is not None  # it was there
            markup.set(node, embed=key)

        drawings.edit(self.parent.part, self.key, change)
        others = {node.get("embed") for one in drawings.things(self.parent.part) for node in one.anchor.walk()}
        if old not in others:
            image = next(r.target for r in document.relationships(part) if r.id == old)
            document.remove_part(part, image)
        return self


class Pictures(Shapes):
    """The pictures of a sheet."""

    __slots__ = ()

    def _listed(self) -> list[Drawn]:
        return [one for one in super()._listed() if one.kind in PICTURES]

    def add(
        self,
        filename: str,
        link_to_file: bool,
        save_with_document: bool,
        left: float | None,
        top: float | None,
        width: float,
        height: float,
        anchor: Any,
    ) -> Picture:
        """A picture from a file (PNG, JPEG, GIF, BMP), at its own size where width and height are below 0. It moves
        with the cells and keeps its size. Raises FileNotFoundError, Unsupported."""
        if link_to_file:
            raise unsupported("Pictures.add(link_to_file=True)")
        sheet = self.parent
        data = Path(filename).read_bytes()
        _, own_width, own_height = image_size(data)
        is_own = width < 0 or height < 0
        place = (
            anchor.left if anchor is not None else left or 0.0,
            anchor.top if anchor is not None else top or 0.0,
            own_width if is_own else width,
            own_height if is_own else height,
        )
        image = _relate_image(sheet, drawings.ensure_drawing(sheet.part), data)
        key = drawings.put_thing(
            sheet.part, lambda prefix, number: _picture_xml(sheet, prefix, number, image, place, locked=is_own)
        )
        return Picture(sheet, key)


def _relate_image(sheet: Sheet, part: str, data: bytes) -> str:
    """Put an image into the book; returns the id by which a drawing calls it."""
    document = sheet.part.document
    suffix, _, _ = image_size(data)
    image = document.free_part(f"media/image{{}}.{suffix}")
    document.put_part(image, data)
    document.put_part(CONTENT_TYPES, set_default_type(document.read(CONTENT_TYPES), suffix, TYPES[suffix]))
    return document.relate(part, "image", image)


def _picture_xml(sheet: Sheet, prefix: str, number: int, image: str, place: Place, *, locked: bool) -> str:
    p = prefix
    left, top, _, _ = place
    x, y, cx, cy = (round(value * EMU) for value in place)
    locks = '<a:picLocks noChangeAspect="1"/>' if locked else "<a:picLocks/>"
    name = escape_attribute(f"Picture {number - 1}")
    return (
        f'<{p}oneCellAnchor xmlns:a="{MAIN}" xmlns:r="{RELATIONSHIPS}">'
        f"<{p}from>{drawings.corner_xml(sheet, p, left, top)}</{p}from>"
        f'<{p}ext cx="{cx}" cy="{cy}"/><{p}pic><{p}nvPicPr><{p}cNvPr id="{number}" name="{name}"/>'
        f"<{p}cNvPicPr>{locks}</{p}cNvPicPr></{p}nvPicPr>"
        f'<{p}blipFill><a:blip r:embed="{image}"/><a:stretch><a:fillRect/></a:stretch></{p}blipFill>'
        f'<{p}spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></{p}spPr></{p}pic><{p}clientData/></{p}oneCellAnchor>'
    )
