//! Digests as archives state them: `sha1:SZ3NXDJWUFDUCPBMTZOTLXU5QBDKBTMC`, `sha256:2c26…`.

use data_encoding::{BASE32_NOPAD, BASE64_NOPAD, HEXLOWER_PERMISSIVE};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// Bytes on the way to a digest of the kind that is stated.
#[derive(Debug)]
pub enum Check {
    Sha1(Sha1),
    Sha256(Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
}

impl Check {
    /// A check of what is stated, and the digest itself; none where it is of a kind that proves nothing or is not known.
    pub fn of(stated: &str) -> Option<(Check, &str)> {
        let (name, digest) = stated.trim().split_once(':')?;
        let check = match name.to_ascii_lowercase().replace('-', "").as_str() {
            "sha1" => Check::Sha1(Sha1::new()),
            "sha256" => Check::Sha256(Sha256::new()),
            "sha384" => Check::Sha384(Sha384::new()),
            "sha512" => Check::Sha512(Sha512::new()),
            _ => return None,
        };
        Some((check, digest.trim()))
    }

    pub fn feed(&mut self, bytes: &[u8]) {
        match self {
            Check::Sha1(hash) => hash.update(bytes),
            Check::Sha256(hash) => hash.update(bytes),
            Check::Sha384(hash) => hash.update(bytes),
            Check::Sha512(hash) => hash.update(bytes),
        }
    }

    /// Whether what was fed has this digest, written with 16, 32 or 64 signs.
    pub fn agrees(self, digest: &str) -> bool {
        let own: Vec<u8> = match self {
            Check::Sha1(hash) => hash.finalize().to_vec(),
            Check::Sha256(hash) => hash.finalize().to_vec(),
            Check::Sha384(hash) => hash.finalize().to_vec(),
            Check::Sha512(hash) => hash.finalize().to_vec(),
        };
        let bare = digest.trim_end_matches('=');
        let is = |read: Result<Vec<u8>, data_encoding::DecodeError>| read.is_ok_and(|read| read == own);
        is(HEXLOWER_PERMISSIVE.decode(bare.as_bytes()))
            || is(BASE32_NOPAD.decode(bare.to_ascii_uppercase().as_bytes()))
            || is(BASE64_NOPAD.decode(bare.as_bytes()))
    }
}

/// Whether bytes have a stated digest; none where that is of no known kind.
pub fn agrees(stated: &str, bytes: &[u8]) -> Option<bool> {
    let (mut check, digest) = Check::of(stated)?;
    check.feed(bytes);
    Some(check.agrees(digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_known_in_each_way_of_writing() {
        for stated in [
            "sha1:0BEEC7B5EA3F0FDBC95D0DD47F3C5BC275DA8A33",
            "sha1:BPXMPNPKH4H5XSK5BXKH6PC3YJ25VCRT",
            "sha-256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            "SHA256:LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564=",
        ] {
            assert_eq!((agrees(stated, b"foo"), agrees(stated, b"fop")), (Some(true), Some(false)), "{stated}");
        }
        assert_eq!((agrees("md5:acbd18db4cc2f85cedef654fccc4a4d8", b"foo"), agrees("sha1", b"foo")), (None, None));
    }
}
