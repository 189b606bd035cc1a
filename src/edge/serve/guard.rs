//! Who may talk to the server. Other sites can make a browser send requests here, so a request must be meant for this
//! server by name, and one that does something must come from one of its own pages.

use std::net::IpAddr;

use super::http::Request;

/// The names under which the server may be called.
#[derive(Debug)]
pub struct Guard {
    names: Vec<String>,
    /// Any address, not any name: an attacker's name may be made to lead here.
    any_address: bool,
}

impl Guard {
    /// For a server that was asked to listen at `host`.
    pub fn new(host: &str) -> Guard {
        let mut names: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(str::to_owned).to_vec();
        names.push(bare(host).to_ascii_lowercase());
        let any_address = bare(host).parse::<IpAddr>().is_ok_and(|address| address.is_unspecified());
        Guard { names, any_address }
    }

    /// Whether the request's `Host` is this server.
    pub fn knows(&self, request: &Request) -> bool {
        let Some(host) = request.header("host") else { return false };
        let name = without_port(host).to_ascii_lowercase();
        self.names.contains(&name) || (self.any_address && name.parse::<IpAddr>().is_ok())
    }
}

/// Whether one of the server's own pages sent the request.
pub fn is_same_origin(request: &Request) -> bool {
    let Some(host) = request.header("host") else { return false };
    let site = request.header("sec-fetch-site");
    site.is_none_or(|site| site == "same-origin")
        && request.header("origin").is_some_and(|origin| origin.eq_ignore_ascii_case(&format!("http://{host}")))
}

/// Whether a browser says that another site wants this.
pub fn is_from_elsewhere(request: &Request) -> bool {
    request.header("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"))
}

/// `[::1]:4000` → `::1`, `localhost:4000` → `localhost`.
fn without_port(host: &str) -> &str {
    match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address,
        None if host.matches(':').count() == 1 => host.split(':').next().unwrap_or(host),
        None => host,
    }
}

/// An address without the brackets of IPv6.
fn bare(host: &str) -> &str {
    host.trim_start_matches('[').trim_end_matches(']')
}
