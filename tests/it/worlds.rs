//! The small worlds of the domain, from outside: languages, addresses, pictures.

use onrecord::address;
use onrecord::files::Hash;
use onrecord::language::direction;
use onrecord::png::Picture;

#[test]
fn languages_are_written_as_the_common_locale_data_say() {
    for language in
        ["ar", "he", "fa", "ur", "ps", "sd", "ug", "ckb", "dv", "yi", "ar-EG", "he-IL", "AR", "ar-u-nu-latn"]
    {
        assert_eq!(direction(language), "rtl", "{language}");
    }
    for language in ["en", "uk", "ru", "de", "zh", "ja", "ka", "ha", "ha-NG", "ku", "az", "uz", "tr", "hi", "en-GB"] {
        assert_eq!(direction(language), "ltr", "{language}");
    }
    // A script in the tag decides, else the one that is written in the region.
    for (language, expected) in [
        ("ku-Arab", "rtl"),
        ("az-Arab", "rtl"),
        ("uz-Arab", "rtl"),
        ("ha-Arab", "rtl"),
        ("uz-AF", "rtl"),
        ("az-IR", "rtl"),
        ("pa-PK", "rtl"),
        ("ar-Latn", "ltr"),
        ("he-Latn", "ltr"),
        ("pa-IN", "ltr"),
    ] {
        assert_eq!(direction(language), expected, "{language}");
    }
    for no_language in ["", "-", "xx", "zz-ZZ", "x", "not a language", "tongue-of-the-north", "\u{0}", "العربية"]
    {
        assert_eq!(direction(no_language), "ltr", "{no_language}");
    }
    // Of a tag that is none, the language alone is looked at.
    assert_eq!(direction("ar-"), "rtl");
    assert_eq!(direction("he_IL"), "rtl");
    assert_eq!(direction("fa-an-overlong-subtag"), "rtl");
}

#[test]
fn each_place_of_an_address_keeps_its_own_signs() {
    let signs = "aZ9-._~/!()+,@ \"#%&'*:;<=>?[\\]^`{|}é多\u{0}";
    assert_eq!(
        address::path(signs),
        "aZ9-._~/!()+,@%20%22%23%25%26%27%2A%3A%3B%3C%3D%3E%3F%5B%5C%5D%5E%60%7B%7C%7D%C3%A9%E5%A4%9A%00"
    );
    assert_eq!(
        address::query(signs),
        "aZ9-._~%2F!()%2B%2C@%20%22%23%25%26%27%2A%3A%3B%3C%3D%3E%3F%5B%5C%5D%5E%60%7B%7C%7D%C3%A9%E5%A4%9A%00"
    );
    assert_eq!(
        address::fragment(signs),
        "aZ9%2D._~%2F%21%28%29%2B%2C%40%20%22%23%25%26%27%2A%3A%3B%3C%3D%3E%3F%5B%5C%5D%5E%60%7B%7C%7D%C3%A9%E5%A4%9A%00"
    );
    assert_eq!(address::fragment(" two\u{a0}words,\n and more "), "two%20words%2C%20and%20more");
    for encoded in [address::path(signs), address::query(signs), address::fragment(signs)] {
        assert_eq!(address::decode(&encoded), signs);
        assert_eq!(address::decode_strictly(&encoded).as_deref(), Some(signs));
    }
}

#[test]
fn what_is_malformed_is_kept_or_refused() {
    // `+1` is a number to some readers of numbers, and no code.
    for malformed in ["%", "100%", "%z", "%zz", "a%2", "%+1", "%é"] {
        assert_eq!(address::decode(malformed), malformed);
        assert_eq!(address::decode_strictly(malformed), None, "{malformed}");
    }
    assert_eq!(address::decode("100% of%20it"), "100% of it");
    assert_eq!(address::decode("%ff"), "%ff");
    assert_eq!(address::decode_strictly("%ff"), None);
    assert_eq!(address::decode_strictly("%25zz").as_deref(), Some("%zz"));
}

/// `verify` compares cards byte by byte: another compressor, or another version of it, has to be noticed.
#[test]
fn a_picture_is_the_same_bytes_everywhere() {
    let mut picture = Picture::new(61, 40, vec![[255, 255, 255], [0, 0, 0], [170, 34, 51]]);
    picture.fill(5, 5, 30, 20, 1);
    picture.fill(20, 15, 50, 50, 2);
    picture.stamp(40, 2, &[1, 0, 2, 0, 1, 0, 2, 0, 1], 3);
    let few = picture.encode();
    assert_eq!(&few[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(Hash::of(&few).hex(), "4a9edf6ce8b39e8fbcc1850ff3dd914d421e2fa5b0e0a91e8c85bea93c66c930");
    let mut shades = Picture::new(64, 64, (0..=255).map(|shade| [shade, shade, shade]).collect());
    for (at, pixel) in shades.pixels.iter_mut().enumerate() {
        *pixel = (at % 64 * 3 + at / 64) as u8;
    }
    assert_eq!(Hash::of(&shades.encode()).hex(), "357bf67a7aa666ccdcc512d40557a4481b224c9c165a23ba2e096a98aae4efed");
}
