//! GIF: its pictures and how they move.

const LOOPS: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

pub fn gif(file: &[u8]) -> Option<Vec<u8>> {
    let mut at = 13 + table(*file.get(10)?);
    let mut out = file.get(..at)?.to_vec();
    loop {
        let start = at;
        match *file.get(at)? {
            0x3B => {
                // What follows is not the picture's.
                out.push(0x3B);
                return Some(out);
            }
            0x2C => {
                at = blocks(file, at + 10 + table(*file.get(at + 9)?) + 1)?;
                out.extend(file.get(start..at)?);
            }
            0x21 => {
                at = blocks(file, at + 2)?;
                let is_kept = match *file.get(start + 1)? {
                    0xF9 => true,
                    0xFF => LOOPS.iter().any(|name| file.get(start + 3..start + 14) == Some(name)),
                    _ => false,
                };
                if is_kept {
                    out.extend(file.get(start..at)?);
                }
            }
            _ => return None,
        }
    }
}

/// The size of a table of colours that these flags tell of.
fn table(flags: u8) -> usize {
    if flags & 0x80 != 0 { 3usize << ((flags & 7) + 1) } else { 0 }
}

/// The end of the blocks that begin here.
fn blocks(file: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*file.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
