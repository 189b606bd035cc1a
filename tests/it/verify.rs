//! `onrecord verify`: the site that is there against the one that the project makes.

use crate::crawl;
use crate::project::{OnDisk, Project, program};

fn built(project: &OnDisk) {
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
}

#[test]
fn a_site_built_elsewhere_is_the_same() {
    let here = Project::fixture("complete").on_disk();
    let mut build = program(here.folder.path());
    build.arg("build").env("LC_ALL", "tr_TR.UTF-8").env("TZ", "Pacific/Kiritimati").env("HOME", "/nonexistent");
    assert!(build.output().expect("runs").status.success());
    let there = Project::fixture("complete").on_disk();
    let mut verify = program(there.folder.path());
    verify.arg("verify").arg(here.path("public")).env("LC_ALL", "C").env("TZ", "America/Los_Angeles");
    let said = verify.output().expect("runs");
    let text = String::from_utf8_lossy(&said.stdout);
    assert!(said.status.success() && text.starts_with("same: all "), "{text}");
}

#[test]
fn it_says_file_by_file_what_differs() {
    let project = Project::new().on_disk();
    built(&project);
    let public = project.path("public");
    let page = std::fs::read_to_string(public.join("index.html")).expect("read");
    std::fs::write(public.join("index.html"), page.replace("nine injured", "ten injured")).expect("written");
    std::fs::remove_file(public.join("claims.json")).expect("removed");
    std::fs::write(public.join("stranger.html"), "hello").expect("written");
    let ran = project.onrecord(&["verify", "public"]);
    assert_eq!(ran.code, Some(1));
    for line in [
        "differs  index.html (from byte ",
        "missing  claims.json\n",
        "extra    stranger.html\n",
        "1 differ, 1 missing, 1 extra",
    ] {
        assert!(ran.stdout.contains(line), "{line}\n{}", ran.stdout);
    }
    assert!(project.onrecord(&["-v", "verify", "public"]).stdout.contains("same     robots.txt"));
}

#[test]
fn a_build_that_did_not_finish_is_refused() {
    let project = Project::new().on_disk();
    built(&project);
    std::fs::write(project.path("public/.onrecord-unfinished"), "index.html\n").expect("written");
    let ran = project.onrecord(&["verify", "public"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("the last build did not finish"), "{}", ran.stderr);
    assert_eq!(project.onrecord(&["verify", "nowhere"]).code, Some(2));
}

#[test]
fn a_site_on_the_web_is_read_from_there() {
    let project = Project::fixture("complete").on_disk();
    built(&project);
    let mut files = crawl::read(&project.path("public"));
    // Hosts need not serve it.
    files.remove(".nojekyll");
    let address = crawl::serve(files.clone(), "/lowen/");
    let ran = project.onrecord(&["verify", &address]);
    assert!(ran.stdout.starts_with("same: all "), "{}\n{}", ran.stdout, ran.stderr);

    files.insert("feed.xml".to_owned(), b"<feed/>".to_vec());
    files.remove("places.html");
    let ran = project.onrecord(&["verify", &crawl::serve(files, "/lowen/")]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.stdout.contains("differs  feed.xml (from byte 1)") && ran.stdout.contains("missing  places.html"),
        "{}",
        ran.stdout
    );
    let ran = project.onrecord(&["verify", &format!("{address}nowhere/")]);
    assert!(ran.stderr.contains("there is no build.json"), "{}", ran.stderr);
}

#[test]
fn a_site_by_another_version_is_said_to_be_first() {
    let project = Project::new().on_disk();
    built(&project);
    let edit = |name: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(project.path(name)).expect("read");
        assert!(text.contains(from), "{from} in {text}");
        std::fs::write(project.path(name), text.replacen(from, to, 1)).expect("written");
    };
    assert!(project.onrecord(&["verify", "public"]).stdout.starts_with("same: all"));
    edit("public/claims.json", "\"rules\":2,\n", "");
    let ran = project.onrecord(&["verify", "public"]);
    let first = ran.stdout.lines().next().expect("a line");
    assert!(
        first.starts_with("made by another version: onrecord ") && first.contains("by version 1 of the rules"),
        "{first}"
    );
    assert!(ran.code == Some(1) && ran.stdout.contains("differs  claims.json"), "{}", ran.stdout);
    edit("public/build.json", "\"generator\": \"onrecord ", "\"generator\": \"onrecord 9.");
    edit("public/claims.json", "{", "{\"rules\":2,\n");
    let files = crawl::read(&project.path("public"));
    let ran = project.onrecord(&["verify", &crawl::serve(files, "/estela/")]);
    let first = ran.stdout.lines().next().expect("a line");
    assert!(first.starts_with("made by another version: onrecord 9.") && !first.contains("rules"), "{first}");
}

/// Serves the first files as they are, and of every other one zeros without end; counts what it sent of those.
fn endless(known: crawl::Tree) -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    use std::io::{Read, Write};
    use std::sync::atomic::{AtomicUsize, Ordering};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    let sent = std::sync::Arc::new(AtomicUsize::new(0));
    let (known, count) = (std::sync::Arc::new(known), sent.clone());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let (known, count) = (known.clone(), count.clone());
            std::thread::spawn(move || {
                let mut asked = [0; 4096];
                let length = stream.read(&mut asked).unwrap_or(0);
                let path = String::from_utf8_lossy(&asked[..length]).into_owned();
                let path = path.split(' ').nth(1).unwrap_or_default().trim_start_matches('/').to_owned();
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                match known.get(&path) {
                    Some(bytes) => _ = stream.write_all(bytes),
                    None => {
                        while stream.write_all(&[0; 65536]).is_ok() {
                            count.fetch_add(65536, Ordering::Relaxed);
                        }
                    }
                }
            });
        }
    });
    (address, sent)
}

#[test]
fn files_without_end_are_not_read_to_their_end() {
    let project = Project::new().on_disk();
    built(&project);
    let mut files = crawl::read(&project.path("public"));
    files.retain(|name, _| name != "feed.xml" && name != "style.css");
    let (address, sent) = endless(files);
    let ran = project.onrecord(&["verify", &address]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    for name in ["feed.xml", "style.css"] {
        assert!(ran.stdout.contains(&format!("differs  {name} (from byte 0)")), "{}", ran.stdout);
    }
    let sent = sent.load(std::sync::atomic::Ordering::Relaxed);
    assert!(sent < 40_000_000, "{sent} bytes of two small files were read");
}

#[test]
fn a_check_compares_with_what_is_published_and_says_it_in_plain_words() {
    let project = Project::new().on_disk();
    project.onrecord(&["lock"]);
    built(&project);
    let address = crawl::serve(crawl::read(&project.path("public")), "/estela/");
    let same = project.onrecord(&["check", "--published", &address]);
    assert_eq!(same.code, Some(0), "{}", same.stderr);
    let page = project.path("content/index.md");
    let text = std::fs::read_to_string(&page).expect("read");
    std::fs::write(&page, text.replacen("counted nine injured", "counted nine injured on Monday", 1)).expect("written");
    let ran = project.onrecord(&["check", "--published", &address]);
    assert!(ran.code == Some(1) && ran.stderr.contains("error[correction-missing]"), "{}", ran.stderr);
    let ran = project.onrecord(&["check", "--published", &address, "--format", "summary"]);
    assert!(ran.code == Some(1) && ran.stdout.contains("correction-missing"), "{}", ran.stdout);
    assert!(ran.stdout.contains("content/index.md") && !ran.stdout.contains('\u{1b}'), "{}", ran.stdout);
}
