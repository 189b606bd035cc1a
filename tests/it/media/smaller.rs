//! Pictures have room kept for them, come in smaller sizes, and are made once: from what is published, and by nobody else.

use std::fs;
use std::path::{Path, PathBuf};

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use jpeg_encoder::{ColorType, Encoder};

use onrecord::compile::{Memory, compile};
use onrecord::options::Options;
use onrecord::output::Output;

use super::{WORDS, exif, has, segment};
use crate::project::{OnDisk, Project, fixture, program};

/// A photograph: no two of its parts are alike.
fn pixels(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 13;
        image::Rgb([(x / 8) as u8, (y / 8) as u8, (noise & 31) as u8])
    })
}

fn photograph(width: u16, height: u16) -> Vec<u8> {
    let mut out = Vec::new();
    let picture = pixels(width.into(), height.into());
    Encoder::new(&mut out, 95).encode(picture.as_raw(), width, height, ColorType::Rgb).expect("a photograph");
    out
}

/// The same with an Exif block that turns it by a quarter, and says more.
fn turned(width: u16, height: u16) -> Vec<u8> {
    let plain = photograph(width, height);
    [&plain[..2], &segment(0xE1, &[b"Exif\0\0", &exif()[..]].concat()), &plain[2..]].concat()
}

fn graphic(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let picture = pixels(width, height);
    PngEncoder::new(&mut out).write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8).expect("a graphic");
    out
}

const PAGE: &str = "---\ntitle: \"The ferry\"\n---\n\nOne.\n\n![A sign](sign.svg)\n\n![The quay](quay.jpg)\n\nIn a line ![A sign](sign.svg) of text.\n";

fn project() -> Project {
    Project::new()
        .file("content/index.md", PAGE)
        .file("content/quay.jpg", turned(1700, 900))
        .file("content/quay.jpg.yaml", "credit: \"A. Nyman\"\nlicence: CC BY 4.0\n")
        .file(
            "content/sign.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 12\"><path d=\"M0 0h9\"/></svg>",
        )
        .file("content/sign.svg.yaml", "credit: \"B. Olm\"\nlicence: CC0\n")
}

#[test]
fn pages_keep_room_for_pictures_and_offer_smaller_ones() {
    let built = { project() }.build();
    assert_eq!(built.errors(), [""; 0], "{}", built.report());
    let output = built.compiled.output.as_ref().expect("an output");
    let page = String::from_utf8_lossy(&output.get("index.html").expect("the page")).into_owned();
    // Turned by a quarter: 900 across, of which 640 saves much and 1280 would be more than there is.
    let tag = "<img src=\"quay.jpg\" srcset=\"sized/640/quay.jpg 640w, quay.jpg 900w\" \
               sizes=\"(min-width: 40rem) 34rem, 94vw\" width=\"900\" height=\"1700\" alt=\"The quay\" loading=\"lazy\">";
    assert!(page.contains(tag), "{page}");
    assert!(page.contains("A. Nyman · CC BY 4.0"), "{page}");
    let sign = "<img src=\"sign.svg\" width=\"30\" height=\"12\" alt=\"A sign\" loading=\"lazy\"> <small class=\"credit\">B. Olm · CC0</small>";
    assert!(page.contains(sign), "{page}");
    let smaller = output.get("sized/640/quay.jpg").expect("a smaller one");
    let size = imagesize::blob_size(&smaller).expect("a picture");
    assert_eq!((size.width, size.height), (640, 1209));
    assert!(smaller.len() * 2 < output.get("quay.jpg").expect("the picture").len());
    assert!(!has(&smaller, WORDS) && !has(&smaller, b"Exif"), "the smaller one tells nothing");
    assert!(output.get("sized/1280/quay.jpg").is_none());
}

#[test]
fn what_is_seen_first_does_not_wait() {
    let long = "A paragraph. ".repeat(80);
    let text = |before: &str| format!("---\ntitle: \"The ferry\"\n---\n\n{before}\n\n![The quay](quay.png)\n");
    let mut below =
        { Project::new().file("content/index.md", text(&long)).file("content/quay.png", graphic(1600, 90)) };
    let below = below.build().compiled.output.expect("an output");
    assert!(has(&below.get("index.html").expect("the page"), b"alt=\"The quay\" loading=\"lazy\">"));
    let page = text("One.");
    let built = { Project::new().file("content/index.md", page).file("content/quay.png", graphic(1600, 90)) }.build();
    let output = built.compiled.output.as_ref().expect("an output");
    let page = String::from_utf8_lossy(&output.get("index.html").expect("the page")).into_owned();
    assert!(page.contains("alt=\"The quay\">"), "{page}");
    assert_eq!(
        imagesize::blob_size(&output.get("sized/1280/quay.png").expect("a size")).expect("a picture").width,
        1280
    );
}

#[test]
fn a_picture_that_cannot_be_made_smaller_takes_its_own_place() {
    let whole = photograph(1700, 900);
    let page = "---\ntitle: \"The ferry\"\n---\n\n![The quay](quay.jpg)\n";
    // Its head is whole, and its tables are not.
    let at = whole.windows(2).position(|sign| sign == b"\xff\xc4").expect("a table") + 5;
    let mut broken = whole;
    broken[at..at + 16].fill(0xEE);
    let built = { Project::new().file("content/index.md", page).file("content/quay.jpg", broken) }.build();
    let output = built.compiled.output.as_ref().expect("an output");
    assert_eq!(output.get("sized/640/quay.jpg"), output.get("quay.jpg"));
}

/// Runs the program with a place for what it makes.
fn build(folder: &OnDisk, place: &Path) -> String {
    let ran = program(&folder.path("")).arg("build").env("ONRECORD_CACHE", place).output().expect("it runs");
    String::from_utf8_lossy(&ran.stderr).into_owned()
}

fn entries(place: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(place).expect("the place").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder).expect("a folder"))
        .map(|entry| entry.expect("one").path())
        .collect();
    files.sort();
    files
}

#[test]
fn what_was_made_is_remembered_and_never_believed_blindly() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = { project() }.on_disk();
    let out = |name: &str| fs::read(folder.path(&format!("public/{name}"))).expect(name);
    build(&folder, place.path());
    let made = out("sized/640/quay.jpg");
    let kept = entries(place.path());
    assert_eq!(kept.len(), 1, "a picture; the page has no claims and so no card");
    let entry = fs::read(&kept[0]).expect("an entry");
    assert_eq!(entry[32..], made);

    // It is used: a mark on a file that nothing has reason to write anew stays.
    let modified = || fs::metadata(&kept[0]).and_then(|data| data.modified()).expect("a time");
    let before = modified();
    build(&folder, place.path());
    assert_eq!((out("sized/640/quay.jpg"), modified()), (made.clone(), before));

    // Damaged, cut, or somebody else's: made again.
    let mut other = entry.clone();
    other[100] ^= 1;
    for wrong in [other, entry[..40].to_vec(), Vec::new(), photograph(64, 64)] {
        fs::write(&kept[0], wrong).expect("a damaged entry");
        build(&folder, place.path());
        assert_eq!(out("sized/640/quay.jpg"), made);
        assert_eq!(fs::read(&kept[0]).expect("the entry"), entry);
    }

    // What nobody asks for goes.
    fs::write(folder.path("content/index.md"), "---\ntitle: \"The ferry\"\n---\n\nNothing.\n").expect("a page");
    build(&folder, place.path());
    assert!(entries(place.path()).is_empty());
}

#[test]
fn looking_keeps_nothing() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = { project() }.on_disk();
    for command in ["check", "status", "verify"] {
        program(&folder.path("")).arg(command).env("ONRECORD_CACHE", place.path()).output().expect("it runs");
        assert_eq!(fs::read_dir(place.path()).expect("the place").count(), 0, "{command}");
    }
}

#[test]
fn who_only_judges_draws_nothing_and_finds_the_same() {
    for name in ["complete", "minimal", "broken"] {
        let files = fixture(name);
        let found = |options: &Options| {
            let compiled = compile(&files, options, &mut Memory::default());
            let said: Vec<String> = compiled.diagnostics.iter().map(|one| format!("{one:?}")).collect();
            (said, compiled.output)
        };
        let (seen, site) = found(&Options::default());
        let (judged, other) = found(&Options::to_judge());
        assert_eq!(seen, judged, "{name}");
        let Some((site, other)) = site.zip(other) else { continue };
        let drawn = |output: &Output| {
            let cards = output.files.iter().filter(|(route, _)| route.as_str().starts_with("cards/"));
            cards.map(|(_, bytes)| bytes.bytes().len()).collect::<Vec<_>>()
        };
        assert!(drawn(&site).iter().all(|length| *length > 1000), "{name}");
        assert_eq!(drawn(&other), vec![0; drawn(&site).len()], "{name}");
    }
}
