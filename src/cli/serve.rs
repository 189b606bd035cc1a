//! `onrecord serve`: shows the site in a browser, and with `--watch` keeps it fresh while it is being written.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use clap::Args;

use super::terminal::Terminal;
use crate::edge::serve::{BindError, Live, LockCommand, Server};
use crate::edge::store::Kept;
use crate::edge::watch::{Touched, Watching, watch};
use crate::edge::{EdgeError, open_in_browser, session_name};
use crate::options::Options;
use crate::store::Store;

mod editor;
mod session;

use editor::Editor;
use session::Session;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Build anew when a file changes, and tell open pages
    #[arg(long)]
    watch: bool,
    /// Where to listen; 0 takes any free port
    #[arg(long, default_value_t = 4000)]
    port: u16,
    /// Whom to listen to; by default only this machine
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Look at all files from time to time instead of being told by the system
    #[arg(long, requires = "watch")]
    poll: bool,
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
    /// What opens a file from the report: `vscode`, or an address with {path}, {line} and {column}; else ONRECORD_EDITOR
    #[arg(long, value_name = "ADDRESS", value_parser = Editor::named)]
    editor: Option<Editor>,
}

/// What the builder is woken by.
enum Wake {
    Changed(Touched),
    /// `lock` was asked for; the answer goes back.
    Lock(Sender<Result<String, String>>),
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let root = &std::path::absolute(root).map_err(|error| EdgeError::new("read", root, error))?;
    let live = Arc::new(Live::new(&session_name()));
    let (sender, events) = mpsc::channel();
    let lock = arguments.watch.then(|| lock(sender.clone()));
    let server = Server::bind(&arguments.host, arguments.port, Arc::clone(&live), lock)
        .map_err(|error| refused(&error, arguments))?;
    if arguments.watch {
        let watching = watch(root, arguments.poll, move |changes| drop(sender.send(Wake::Changed(changes))));
        if let Watching::Polling(reason) = watching {
            let because = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
            terminal.say(&format!("looking for changes twice a second{because}"));
        }
    }
    let store = Kept::keeping(root).map(|kept| Store::of(kept as _)).unwrap_or_default();
    let options = Options { drafts: arguments.drafts, preview: true, store, ..Options::default() };
    let editor = match (&arguments.editor, std::env::var(editor::VARIABLE)) {
        (Some(editor), _) => Some(editor.clone()),
        (None, Ok(named)) => {
            let read = Editor::named(&named);
            Some(read.map_err(|reason| EdgeError::new("read", Path::new(editor::VARIABLE), reason))?)
        }
        (None, Err(_)) => None,
    };
    let mut session = Session::start(root, options, &live, terminal, editor)?;
    if !session.build() && !arguments.watch {
        terminal.error("there is nothing to show; with `--watch` the site is shown as soon as it builds");
        return Ok(ExitCode::from(1));
    }
    let address = format!("{}{}", server.origin(), live.base());
    terminal.say(&format!("serving {address} · Ctrl-C ends"));
    if arguments.open {
        open_in_browser(&address);
    }
    if !arguments.watch {
        server.run();
        return Ok(ExitCode::SUCCESS);
    }
    std::thread::spawn(move || server.run());
    while let Ok(event) = events.recv() {
        match event {
            Wake::Changed(changes) => session.follow(changes, &events),
            Wake::Lock(answer) => drop(answer.send(session.lock())),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Asks the builder, which has the project in memory.
fn lock(sender: Sender<Wake>) -> LockCommand {
    Box::new(move || {
        let (answer, answered) = mpsc::channel();
        let gone = |_| "the builder has ended".to_owned();
        sender.send(Wake::Lock(answer)).map_err(|_| "the builder has ended".to_owned())?;
        answered.recv().map_err(gone)?
    })
}

fn refused(error: &BindError, arguments: &Arguments) -> EdgeError {
    let place = format!("{}:{}", arguments.host, arguments.port);
    let reason = match error {
        BindError::Taken(Some(next)) => {
            format!("somebody else has the port; {next} is free: `onrecord serve --port {next}`")
        }
        BindError::Taken(None) => "somebody else has the port".to_owned(),
        BindError::Other(error) => error.to_string(),
    };
    EdgeError::new("serve at", Path::new(&place), reason)
}
