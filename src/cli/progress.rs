//! A line that tells what a long run is doing; nothing where nobody looks, and nothing in the first second.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// From when on it is told of.
const LONG: Duration = Duration::from_secs(1);

/// The line, cleared when it is dropped.
pub struct Progress(ProgressBar);

impl Progress {
    /// Begins; `is_shown`: somebody looks at a terminal.
    pub fn begin(doing: &'static str, is_shown: bool) -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.set_message(doing);
        if is_shown {
            let waiting = bar.clone();
            std::thread::spawn(move || {
                std::thread::sleep(LONG);
                if !waiting.is_finished() {
                    waiting.set_draw_target(ProgressDrawTarget::stderr());
                    waiting.enable_steady_tick(Duration::from_millis(120));
                }
            });
        }
        Progress(bar)
    }

    /// What is done from here on.
    pub fn say(&self, doing: &'static str) {
        self.0.set_message(doing);
    }

    /// Takes the line away, for others to write.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}
