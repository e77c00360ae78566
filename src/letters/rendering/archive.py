"""What makes a PDF fit for the archive: the claims in its metadata, and the attached figures.

PDF/A-3 (ISO 19005-3) allows attachments and asks how they relate to the page; PDF/UA-1
(ISO 14289-1) asks for tags, a title and a language. WeasyPrint writes the claim of one of the
two; the other is added here, with the schema that PDF/A wants to see described.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

FIGURES = "figures.json"
VARIANT = "pdf/a-3a"
_FIXED = datetime(2000, 1, 1, tzinfo=UTC)
_UA_CLAIM = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description>
"""


def claim_accessibility(_document: Any, pdf: Any) -> None:
    """Add the claim of PDF/UA-1 to the metadata that WeasyPrint has written (a finisher).

    WeasyPrint 70 also lists an attachment twice among the associated files; once is enough.
    """
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    metadata.stream = [
        part.replace(b"</rdf:RDF>", _UA_CLAIM + b"</rdf:RDF>") for part in metadata.stream
    ]


def is_without_figures(pdf: bytes) -> bool:
    """Whether this is a PDF of ours without figures, as it was when it was made.

    Issued letters have their figures in them; who signs or comments a PDF adds to its end or
    writes it anew under another name of the program.
    """
    from pikepdf import Pdf, PdfError

    try:
        with Pdf.open(BytesIO(pdf)) as found:
            producer = str(found.docinfo.get("/Producer", ""))
            added = {"/AF", "/AcroForm"} & set(found.Root.keys())
    except PdfError:
        return False
    return producer.startswith("WeasyPrint") and not added and pdf.count(b"%%EOF") == 1


def figures(data: bytes, fetch: Any) -> Any:
    """The computed figures as an attachment that belongs to the page as its data.

    Its dates are fixed, so that equal figures give equal bytes.
    """
    from weasyprint import Attachment

    return Attachment(
        string=data,
        name=FIGURES,
        relationship="Data",
        created=_FIXED,
        modified=_FIXED,
        url_fetcher=fetch,
    )
