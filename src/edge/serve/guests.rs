//! The open connections. There is always room for one more: whoever was silent longest goes, so that connections on which
//! nothing is asked, or on which a request drips in, keep nobody out.

use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// More connections than a person's browsers open, and fewer than any system gives a program.
const MOST: usize = 128;

/// One connection.
#[derive(Debug)]
pub struct Guest {
    pub stream: TcpStream,
    number: u64,
}

/// All connections, each with the time of its last word: a count, as only the order matters.
#[derive(Debug, Default)]
pub struct Guests {
    present: Mutex<Present>,
}

#[derive(Debug, Default)]
struct Present {
    words: u64,
    /// Number → connection and last word.
    guests: BTreeMap<u64, (Arc<Guest>, u64)>,
}

impl Guests {
    /// Takes a connection in; if there are too many, the one that was silent longest is closed.
    pub fn welcome(&self, stream: TcpStream) -> Arc<Guest> {
        let mut present = self.present();
        if present.guests.len() >= MOST {
            present.dismiss_one();
        }
        present.words += 1;
        let word = present.words;
        let guest = Arc::new(Guest { stream, number: word });
        present.guests.insert(word, (Arc::clone(&guest), word));
        guest
    }

    /// Somebody on this connection said something whole, or listened.
    pub fn hear(&self, guest: &Guest) {
        let mut present = self.present();
        present.words += 1;
        let word = present.words;
        if let Some((_, last)) = present.guests.get_mut(&guest.number) {
            *last = word;
        }
    }

    pub fn part_from(&self, guest: &Guest) {
        self.present().guests.remove(&guest.number);
    }

    pub fn dismiss_one(&self) {
        self.present().dismiss_one();
    }

    fn present(&self) -> MutexGuard<'_, Present> {
        self.present.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Present {
    fn dismiss_one(&mut self) {
        let silent = self.guests.iter().min_by_key(|(_, (_, last))| *last).map(|(number, _)| *number);
        if let Some((guest, _)) = silent.and_then(|number| self.guests.remove(&number)) {
            // Its thread then finds it closed, and ends.
            let _ = guest.stream.shutdown(Shutdown::Both);
        }
    }
}
