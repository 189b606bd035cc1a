//! `onrecord serve`: shows the site in a browser, and with `--watch` keeps it fresh while it is being written.

use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;

use super::terminal::Terminal;
use crate::edge::serve::{BindError, Desk, DeskCommand, Heard, Live, LockCommand, Port, Site, Told};
use crate::edge::store::Kept;
use crate::edge::watch::{Touched, Watching, watch};
use crate::edge::{EdgeError, open_in_browser, session_name};
use crate::options::Options;
use crate::store::Store;

mod editor;
mod session;
mod desk;

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
    /// Open a desk beside the site, on a port of its own: quote, cite, sign and fill in forms in the browser
    #[arg(long)]
    desk: bool,
    /// What opens a file from the report: `vscode`, or an address with {path}, {line} and {column}; else ONRECORD_EDITOR
    #[arg(long, value_name = "ADDRESS", value_parser = Editor::named)]
    editor: Option<Editor>,
}

/// What the builder is woken by.
enum Wake {
    Changed(Touched),
    /// `lock` was asked for; the answer goes back.
    Lock(Sender<Result<String, String>>),
    /// The desk asks or does something; the answer goes back.
    Desk(Heard, Sender<Told>),
}

pub fn run(arguments: &Arguments, root: &Path, terminal: &Terminal) -> Result<ExitCode, EdgeError> {
    let root = &std::path::absolute(root).map_err(|error| EdgeError::new("read", root, error))?;
    if arguments.desk && arguments.host != "127.0.0.1" && arguments.host != "localhost" {
        terminal.error("the desk changes files, so only this machine may reach it: leave out `--host`");
        return Ok(ExitCode::from(2));
    }
    let is_watched = arguments.watch || arguments.desk;
    let host = if arguments.desk { "127.0.0.1" } else { arguments.host.as_str() };
    let live = Arc::new(Live::new(&session_name()));
    let (sender, events) = mpsc::channel();
    let port = Port::take(host, arguments.port).map_err(|error| refused(&error, arguments))?;
    let desk_port =
        if arguments.desk { Some(beside(&port).map_err(|error| refused(&error, arguments))?) } else { None };
    if is_watched {
        let sender = sender.clone();
        let watching = watch(root, arguments.poll, move |changes| drop(sender.send(Wake::Changed(changes))));
        if let Watching::Polling(reason) = watching {
            let because = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
            terminal.say(&format!("looking for changes twice a second{because}"));
        }
    }
    let store = Kept::keeping(root).map(|kept| Store::of(kept as _)).unwrap_or_default();
    // What waits at the desk is drafts.
    let drafts = arguments.drafts || arguments.desk;
    let options = Options { drafts, preview: true, store, ..Options::default() };
    let editor = match (&arguments.editor, std::env::var(editor::VARIABLE)) {
        (Some(editor), _) => Some(editor.clone()),
        (None, Ok(named)) => {
            let read = Editor::named(&named);
            Some(read.map_err(|reason| EdgeError::new("read", Path::new(editor::VARIABLE), reason))?)
        }
        (None, Err(_)) => None,
    };
    let mut session = Session::start(root, options, &live, terminal, editor)?;
    if !session.build() && !is_watched {
        terminal.error("there is nothing to show; with `--watch` the site is shown as soon as it builds");
        return Ok(ExitCode::from(1));
    }
    let mut address = format!("{}{}", port.origin(), live.base());
    terminal.say(&format!("serving {address} · Ctrl-C ends"));
    let framed_by = desk_port.as_ref().map(Port::origin);
    // With a desk the lock is written there, and a page's scripts cannot ask for it.
    let lock = (arguments.watch && !arguments.desk).then(|| lock(sender.clone()));
    let site = Site { live: Arc::clone(&live), is_watched, lock, framed_by };
    if let Some(desk_port) = desk_port {
        let desk = Desk::new(desk_port.number(), &port.origin(), Arc::clone(&live), desk(sender))?;
        address = format!("{}/", desk_port.origin());
        terminal.say(&format!("the desk is at {address}"));
        std::thread::spawn(move || desk_port.work(desk));
    }
    if arguments.open {
        open_in_browser(&address);
    }
    if !is_watched {
        port.show(host, site);
        return Ok(ExitCode::SUCCESS);
    }
    let host = host.to_owned();
    std::thread::spawn(move || port.show(&host, site));
    while let Ok(event) = events.recv() {
        match event {
            Wake::Changed(changes) => session.follow(changes, &events),
            Wake::Lock(answer) => drop(answer.send(session.lock())),
            Wake::Desk(heard, answer) => drop(answer.send(session.desk(&heard))),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The port of the desk: the next one, else any that is free.
fn beside(port: &Port) -> Result<Port, BindError> {
    Port::take("127.0.0.1", port.number().saturating_add(1)).or_else(|_| Port::take("127.0.0.1", 0))
}

/// Asks the builder, and waits for it.
fn desk(sender: Sender<Wake>) -> DeskCommand {
    // A sender is for one thread at a time.
    let sender = Mutex::new(sender);
    Box::new(move |heard| {
        let (answer, answered) = mpsc::channel();
        let sent = sender.lock().unwrap_or_else(PoisonError::into_inner).send(Wake::Desk(heard, answer));
        sent.ok().and_then(|()| answered.recv().ok()).unwrap_or_else(Told::ended)
    })
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
