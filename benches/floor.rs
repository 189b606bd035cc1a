//! The least that a generator of sites can do: read each Markdown file, run the parser, write the HTML; on as many threads
//! as the program uses. `cargo bench --bench floor -- PROJECT OUT` is what `benches/compare.py` measures others against.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // A bench lives in the world.

use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use walkdir::WalkDir;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let (Some(project), Some(out)) = (arguments.next(), arguments.next()) else {
        return println!("give a project's folder and one to write to");
    };
    let (content, out) = (Path::new(&project).join("content"), PathBuf::from(out));
    let found = WalkDir::new(&content).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files: Vec<PathBuf> = found
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.par_iter().for_each(|path| {
        let text = std::fs::read_to_string(path).expect("a text");
        let body =
            text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(&*text, |(_, body)| body);
        let mut page = String::with_capacity(text.len() * 2);
        html::push_html(&mut page, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES));
        let place = out.join(path.strip_prefix(&content).expect("below it")).with_extension("html");
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        std::fs::write(place, page).expect("a page");
    });
}
