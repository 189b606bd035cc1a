//! Nothing that a picture or film tells besides what it shows stands in any byte of the site.

mod smaller;

use onrecord::media::{Cleaned, clean};

use crate::chance::Chance;
use crate::project::Project;

/// Planted wherever a container has room for words.
const WORDS: &[u8] = b"PLANTED 48.1234567N";

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = !0u32;
    for byte in name.iter().chain(data) {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    [&(data.len() as u32).to_be_bytes(), &name[..], data, &(!crc).to_be_bytes()].concat()
}

/// An Exif block with an orientation of 6, an artist and a GPS directory.
fn exif() -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x03\0".to_vec();
    block.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    block.extend(b"\x3b\x01\x02\0\x13\0\0\0\x4a\0\0\0");
    block.extend(b"\x25\x88\x04\0\x01\0\0\0\x32\0\0\0");
    block.extend([0; 4]);
    block.extend(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0");
    block.resize(0x4a, 0);
    block.extend(WORDS);
    block.extend(b"\0\0\0");
    block
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    [&[0xFF, marker][..], &(data.len() as u16 + 2).to_be_bytes(), data].concat()
}

pub fn jpeg() -> Vec<u8> {
    [
        b"\xff\xd8".to_vec(),
        segment(0xE0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\x06\x01", WORDS].concat()),
        segment(0xE1, &[b"Exif\0\0", &exif()[..]].concat()),
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", WORDS].concat()),
        segment(0xE2, b"ICC_PROFILE\0colours"),
        segment(0xE2, &[b"MPF\0", WORDS].concat()),
        segment(0xEB, &[b"JP\0\0", WORDS].concat()),
        segment(0xED, &[b"Photoshop 3.0\0", WORDS].concat()),
        segment(0xFE, WORDS),
        segment(0xDB, &[1; 65]),
        segment(0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0"),
        segment(0xDA, b"\x01\x01\0\0\x3f\0"),
        b"scan".to_vec(),
        segment(0xFE, WORDS),
        b"\xff\xd9".to_vec(),
        WORDS.to_vec(),
    ]
    .concat()
}

fn png() -> Vec<u8> {
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"),
        chunk(b"iCCP", b"colours"),
        chunk(b"eXIf", &exif()),
        chunk(b"tEXt", &[b"Comment\0", WORDS].concat()),
        chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", WORDS].concat()),
        chunk(b"tIME", b"\x07\xe8\x01\x02\x03\x04\x05"),
        chunk(b"caBX", WORDS),
        chunk(b"IDAT", b"pixels"),
        chunk(b"IEND", b""),
        WORDS.to_vec(),
    ]
    .concat()
}

fn webp() -> Vec<u8> {
    let part = |name: &[u8; 4], data: &[u8]| {
        let mut part = [&name[..], &(data.len() as u32).to_le_bytes(), data].concat();
        part.resize(part.len().next_multiple_of(2), 0);
        part
    };
    let parts = [
        part(b"VP8X", b"\x2c\0\0\0\0\0\0\0\0\0"),
        part(b"ICCP", b"colours"),
        part(b"VP8L", b"\x2f\0\0\0\0pixels"),
        part(b"EXIF", &exif()),
        part(b"XMP ", WORDS),
    ]
    .concat();
    [&b"RIFF"[..], &(parts.len() as u32 + 4).to_le_bytes(), b"WEBP", &parts].concat()
}

fn gif() -> Vec<u8> {
    let words = [&[WORDS.len() as u8][..], WORDS, b"\0"].concat();
    let start = b"GIF89a\x01\0\x01\0\0\0\0".to_vec();
    let picture = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0".to_vec();
    let moves = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0".to_vec();
    let told = [b"\x21\xff\x0bXMP DataXMP", &words[..]].concat();
    [start, moves, [b"\x21\xfe", &words[..]].concat(), told, picture, b"\x3b".to_vec(), WORDS.to_vec()].concat()
}

fn part(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&(data.len() as u32 + 8).to_be_bytes(), &name[..], data].concat()
}

fn film(handler: &[u8; 4]) -> Vec<u8> {
    let told = [part(b"\xa9xyz", WORDS), part(b"meta", WORDS)].concat();
    let track = part(b"mdia", &part(b"hdlr", &[&[0; 8][..], handler, &[0; 13]].concat()));
    let moov = [part(b"mvhd", &[7; 100]), part(b"trak", &track), part(b"udta", &told)].concat();
    [part(b"ftyp", b"isom\0\0\0\0"), part(b"moov", &moov), part(b"mdat", b"frames"), part(b"uuid", WORDS)].concat()
}

/// A picture whose Exif and XMP are items in `mdat`.
fn avif() -> Vec<u8> {
    let item = |id: u8, kind: &[u8; 4]| part(b"infe", &[b"\x02\0\0\0\0", &[id][..], b"\0\0", kind, b"\0"].concat());
    let infos = [b"\0\0\0\0\0\x02".to_vec(), item(1, b"Exif"), item(2, b"mime")].concat();
    let size = WORDS.len() as u32;
    let meta = |at: u32| {
        let place = |id: u8, from: u32| [&[0, id, 0, 0, 0, 1][..], &from.to_be_bytes(), &size.to_be_bytes()].concat();
        let places = [b"\0\0\0\0\x44\0\0\x02".to_vec(), place(1, at), place(2, at + size)].concat();
        part(b"meta", &[b"\0\0\0\0".to_vec(), part(b"iinf", &infos), part(b"iloc", &places)].concat())
    };
    let head = part(b"ftyp", b"avif\0\0\0\0");
    let at = (head.len() + meta(0).len() + 8) as u32;
    [head, meta(at), part(b"mdat", &[WORDS, WORDS, b"pixels"].concat())].concat()
}

fn svg() -> Vec<u8> {
    let words = String::from_utf8_lossy(WORDS).into_owned();
    format!(
        "<?xml version=\"1.0\"?>\n<!-- {words} --><svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
         inkscape:docname=\"{words}\" viewBox=\"0 0 9 9\"><metadata><a>{words}</a></metadata><inkscape:view a=\"{words}\"/>\
         <g data-name=\"{words}\"><path d=\"M0 0h9v9z\"/></g></svg>"
    )
    .into_bytes()
}

/// A document in two versions, the older one with another text; with whoever made it, XMP, a remark and a photograph.
fn pdf() -> Vec<u8> {
    let words = String::from_utf8_lossy(WORDS).into_owned();
    let stream = |dictionary: &str, data: &[u8]| {
        let head = format!("<< {dictionary} /Length {} >>\nstream\n", data.len());
        [head.as_bytes(), data, b"\nendstream"].concat()
    };
    let objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /LastModified ({words}) /PieceInfo << /A ({words}) >> \
             /Resources << /XObject << /P 7 0 R >> >> /Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /T ({words}) /Contents (Seen) >>] >>"
        )
        .into_bytes(),
        stream("", b"(pixels) Tj"),
        stream("/Type /Metadata /Subtype /XML", WORDS),
        format!("<< /Author ({words}) /Producer ({words}) >>").into_bytes(),
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode", &jpeg()),
        format!("({words})").into_bytes(),
    ];
    let mut out = format!("%PDF-1.4\n% {words}\n").into_bytes();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend(format!("{} 0 obj\n", index + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let (first, size) = (out.len(), objects.len() + 1);
    out.extend(
        format!("{table}trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{first}\n%%EOF\n").bytes(),
    );
    // Words that were taken out again: the older version stays in the file.
    let at = out.len();
    out.extend(b"8 0 obj\n(gone)\nendobj\n");
    let second = out.len();
    let table = format!("xref\n8 1\n{at:010} 00000 n \n");
    let end =
        format!("trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R /Prev {first} >>\nstartxref\n{second}\n%%EOF\n");
    out.extend(table.bytes().chain(end.bytes()));
    out
}

fn corpus() -> Vec<(&'static str, Vec<u8>, &'static [u8])> {
    vec![
        ("a.jpg", jpeg(), b"scan"),
        ("a.png", png(), b"pixels"),
        ("a.webp", webp(), b"pixels"),
        ("a.gif", gif(), b"NETSCAPE"),
        ("a.mp4", film(b"vide"), b"frames"),
        ("a.avif", avif(), b"pixels"),
        ("a.svg", svg(), b"M0 0h9v9z"),
        ("a.pdf", pdf(), b"(pixels) Tj"),
    ]
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn no_byte_of_the_site_holds_what_was_planted() {
    let mut project = Project::new();
    for (name, file, _) in corpus() {
        assert!(has(&file, WORDS), "{name}");
        // Under its name, and under one that says another kind.
        project = project.file(&format!("content/static/{name}"), &file);
        project = project.file(&format!("content/static/{name}.bin"), &file);
    }
    let built = project.build();
    assert_eq!(built.errors(), [""; 0], "{}", built.report());
    let output = built.compiled.output.as_ref().expect("an output");
    assert_eq!(output.places_removed, 8, "JPEG, PNG, WebP and MP4 say where, each twice");
    for (route, bytes) in &output.files {
        let bytes = bytes.bytes();
        assert!(!has(&bytes, WORDS) && !has(&bytes, b"PLANTED"), "{route}");
    }
    for (name, file, drawn) in corpus() {
        let cleaned = output.get(name).expect(name);
        assert!(has(&cleaned, drawn), "{name} lost its picture");
        assert_eq!(clean(&cleaned, false), Cleaned::AsItIs, "{name} is cleaned once for all");
        let colours: &[u8] = b"colours";
        assert_eq!(has(&cleaned, colours), has(&file, colours), "{name} lost its colours");
    }
    for name in ["a.jpg", "a.png", "a.webp"] {
        let turned = b"\x12\x01\x03\0\x01\0\0\0\x06\0";
        assert!(has(&output.get(name).expect(name), turned), "{name} is not turned");
    }
}

#[test]
fn a_signed_account_stays_only_where_it_is_asked_for() {
    let kept = |sidecar: &str| {
        let project = Project::new().file("content/static/a.png", png()).file("content/static/a.png.yaml", sidecar);
        let built = { project }.build();
        has(&built.compiled.output.as_ref().expect("an output").get("a.png").expect("the picture"), b"caBX")
    };
    assert!(!kept("credit: \"A. Nyman\"\n"));
    assert!(!has(clean_bytes(&png(), false).as_slice(), b"caBX"));
    assert!(has(clean_bytes(&png(), true).as_slice(), b"caBX"));
}

fn clean_bytes(file: &[u8], keeps_credentials: bool) -> Vec<u8> {
    match clean(file, keeps_credentials) {
        Cleaned::Rewritten { bytes, .. } => bytes,
        other => panic!("{other:?}"),
    }
}

fn changed(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len(), "places in the file stay");
    let at = file.windows(from.len()).position(|window| window == from.as_bytes()).expect("what is changed");
    let mut file = file.to_vec();
    file[at..at + from.len()].copy_from_slice(to.as_bytes());
    file
}

#[test]
fn a_pictures_byline_is_offered_for_its_credit() {
    let page = "---\ntitle: \"The ferry\"\n---\n\n![The quay](quay.jpg)\n";
    let built = { Project::new().file("content/index.md", page).file("content/quay.jpg", jpeg()) }.build();
    let report = built.report();
    assert!(report.contains("write `credit: \"PLANTED 48.1234567N\"` into `content/quay.jpg.yaml`"), "{report}");
}

#[test]
fn what_is_left_out_is_said_aloud() {
    let built = { Project::new().file("content/static/Private/a.txt", "a") }.build();
    assert_eq!(built.rules(), ["lock-stale", "asset-withheld"], "{}", built.report());
    assert!(built.compiled.output.expect("an output").get("Private/a.txt").is_none());
    let folder = { Project::new().file("content/static/.DS_Store", "a").file("content/static/b.txt~", "b") }.on_disk();
    let said = folder.onrecord(&["build"]).stderr;
    for name in [".DS_Store", "b.txt~"] {
        assert!(said.contains(&format!("left out `content/static/{name}`")), "{said}");
        assert!(!folder.path(&format!("public/{name}")).exists());
    }
}

#[test]
fn what_cannot_be_cleaned_is_refused_with_the_way_to_clean_it() {
    let refused = [
        ("a.tif", b"II*\0\x08\0\0\0".to_vec(), "JPEG or PNG"),
        ("a.jpg", b"MM\0*\0\0\0\x08".to_vec(), "JPEG or PNG"),
        ("walk.gpx", b"<?xml version=\"1.0\"?>\n<gpx><trk/></gpx>".to_vec(), "places.yaml"),
        ("walk.mp4", film(b"camm"), "ffmpeg"),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj <</Author (A)>>".to_vec(), "save it again"),
        ("signed.pdf", changed(&pdf(), "/Type /Pages", "/ByteRange 1"), "pictures of its pages"),
        ("laden.pdf", changed(&pdf(), "/Type /Pages", "/EF << >>   "), "publish them beside it"),
        (
            "a.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"data:image/jpeg;base64,AA\"/></svg>".to_vec(),
            "plain SVG",
        ),
        ("b.svg", b"<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>".to_vec(), "plain SVG"),
        ("cut.png", png()[..60].to_vec(), "save it again"),
    ];
    for (name, file, help) in refused {
        let built = { Project::new().file(&format!("content/static/{name}"), file) }.build();
        assert_eq!(built.errors(), ["asset-unclean"], "{name}: {}", built.report());
        assert!(built.report().contains(help), "{name}: {}", built.report());
        assert!(built.compiled.output.is_none());
    }
}

#[test]
fn keys_pointers_and_copies_are_not_published() {
    let unfit = [
        (".env", "A=b"),
        (".htpasswd", "a:b"),
        ("server.pem", "x"),
        ("notes.txt", "-----BEGIN OPENSSH PRIVATE KEY-----"),
        ("photo.png", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"),
        ("page.html.bak", "x"),
        ("._photo.jpg", "x"),
    ];
    for (name, text) in unfit {
        let built = { Project::new().file(&format!("content/static/{name}"), text) }.build();
        assert_eq!(built.errors(), ["asset-unfit"], "{name}: {}", built.report());
    }
}

#[test]
fn broken_files_are_refused_or_cleaned_and_never_a_panic() {
    let mut chance = Chance::new(7);
    for _ in 0..300 {
        for (_, mut file, _) in corpus() {
            let at = chance.below(file.len());
            file[at] = chance.below(256) as u8;
            if chance.below(3) == 0 {
                file.truncate(chance.below(file.len()));
            }
            let _ = clean(&file, false);
        }
    }
}
