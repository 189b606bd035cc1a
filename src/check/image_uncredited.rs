//! A picture on a page names nobody who made it.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::PieceText;
use crate::media;
use crate::memo::Reader;
use crate::site::{Piece, Site};
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::warning("image-uncredited", include_str!("image_uncredited.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    let page = uttered.page;
    let written = page.text.body.pieces.iter().filter_map(|piece| match piece {
        PieceText::Image { target, .. } => Some(target),
        _ => None,
    });
    let shown = page.body.iter().filter_map(|piece| match piece {
        Piece::Image { asset, .. } => Some(asset),
        _ => None,
    });
    for (target, asset) in written.zip(shown) {
        let sidecar = asset.sidecar.as_ref().and_then(|file| site.sidecar(file));
        if sidecar.is_none_or(|sidecar| sidecar.credit.is_none()) {
            let message = format!("the picture `{}` names nobody who made it", target.value);
            let byline = site.asset(&asset.route).and_then(|file| media::byline(&file.bytes));
            let help = match byline {
                Some(name) => {
                    format!("the picture itself says so: write `credit: \"{name}\"` into `{}.yaml`", asset.file)
                }
                None => {
                    format!("write `{}.yaml` beside it, with `credit:` and, if you know it, `licence:`", asset.file)
                }
            };
            found.push(Diagnostic::new(&RULE, &page.text.file, target.span, message).help(help));
        }
    }
}
