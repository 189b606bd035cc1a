//! PDF: its pages, without who made them, when and with what, without its earlier versions and what nothing refers to.

use lopdf::{Dictionary, Document, Object, Stream};

use super::{DAMAGED, Refusal, Rewritten, raster};

const LOCKED: Refusal = Refusal {
    because: "is a PDF that is encrypted, so that nothing can be taken out of it",
    help: "run `qpdf --decrypt FILE OUT`",
};
const SIGNED: Refusal = Refusal {
    because: "is a PDF with a signature, which says who signed it and bars every change",
    help: "print it into a new PDF, or publish pictures of its pages",
};
const LADEN: Refusal = Refusal {
    because: "is a PDF with other files inside, which cannot be cleaned there",
    help: "take them out with the program that made it, and publish them beside it",
};

/// What no page needs: descriptions of the document, programs' own notes, smaller pictures of pages.
const TOLD: [&[u8]; 8] =
    [b"Metadata", b"PieceInfo", b"LastModified", b"Thumb", b"CreatorInfo", b"SpiderInfo", b"CreationDate", b"ModDate"];
/// What a remark says besides its words: by whom and when.
const REMARKED: [&[u8]; 3] = [b"T", b"M", b"NM"];
/// Values inside values; a file that nests deeper is no document.
const DEEPEST: usize = 64;

pub fn pdf(file: &[u8]) -> Rewritten {
    let mut document = Document::load_mem(file).map_err(|_| DAMAGED)?;
    if document.was_encrypted() || document.trailer.has(b"Encrypt") {
        return Err(LOCKED);
    }
    let root = document.trailer.get(b"Root").map_err(|_| DAMAGED)?.clone();
    document.catalog().map_err(|_| DAMAGED)?;
    document.trailer = Dictionary::from_iter([("Root", root)]);
    for object in document.objects.values_mut() {
        strip(object, DEEPEST)?;
    }
    document.prune_objects();
    document.renumber_objects();
    let mut out = Vec::new();
    document.save_to(&mut out).map_err(|_| DAMAGED)?;
    Ok(out)
}

fn strip(object: &mut Object, depth: usize) -> Result<(), Refusal> {
    let below = depth.checked_sub(1).ok_or(DAMAGED)?;
    match object {
        Object::Array(values) => values.iter_mut().try_for_each(|value| strip(value, below)),
        Object::Dictionary(values) => dictionary(values, below),
        Object::Stream(stream) => picture(stream).and_then(|()| dictionary(&mut stream.dict, below)),
        _ => Ok(()),
    }
}

fn dictionary(values: &mut Dictionary, depth: usize) -> Result<(), Refusal> {
    let is =
        |key: &[u8], names: &[&[u8]]| values.get(key).and_then(Object::as_name).is_ok_and(|name| names.contains(&name));
    if values.has(b"ByteRange") || is(b"Type", &[b"Sig"]) {
        return Err(SIGNED);
    }
    if values.has(b"EF") || is(b"Type", &[b"EmbeddedFile"]) {
        return Err(LADEN);
    }
    let is_remark = values.has(b"Rect") && values.has(b"Subtype") && !is(b"Subtype", &[b"Widget"]);
    for key in TOLD.iter().chain(REMARKED.iter().filter(|_| is_remark)) {
        values.remove(key);
    }
    values.iter_mut().try_for_each(|(_, value)| strip(value, depth))
}

/// A photograph lies in a document as the file that it was.
fn picture(stream: &mut Stream) -> Result<(), Refusal> {
    let filters = stream.filters().unwrap_or_default();
    match filters.as_slice() {
        [only] if *only == b"DCTDecode" => stream.set_content(raster::jpeg(&stream.content, false).ok_or(DAMAGED)?),
        list if list.iter().any(|name| *name == b"JPXDecode" || *name == b"DCTDecode") => {
            let tells = [&b"uuid"[..], b"xml ", b"Exif", b"<x:xmpmeta"];
            if tells.iter().any(|sign| memchr::memmem::find(&stream.content, sign).is_some()) {
                return Err(LADEN);
            }
        }
        _ => {}
    }
    Ok(())
}
