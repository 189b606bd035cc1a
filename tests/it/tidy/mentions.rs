//! What a piece of code mentions: every path, macro, method and text in it, wherever it stands – in a `use`, a type, a
//! pattern, the tokens of a macro, an attribute. Comments, documentation and what is compiled for tests only are left out.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, Lit, Meta, UseTree};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `crate::files::Files`, in code.
    Path,
    /// The same in a `use`: what it leads to counts even if the name is never said.
    Use,
    /// `use crate::files::*`
    Glob,
    /// `format!`
    Macro,
    /// `.unwrap()`
    Method,
}

/// A path as it is written, without arguments: `crate::files::Files` is three segments.
#[derive(Clone, Debug)]
pub struct Mention {
    pub segments: Vec<String>,
    pub kind: Kind,
    pub line: usize,
}

/// A name that a `use` brings: `disk`, for `std::fs`.
#[derive(Clone, Debug)]
pub struct Binding {
    pub name: String,
    pub segments: Vec<String>,
}

/// A text in the code, and what is done with it: the method or macro that it is handed to.
#[derive(Clone, Debug)]
pub struct Literal {
    pub text: String,
    pub taker: Option<String>,
    pub line: usize,
}

#[derive(Clone, Debug, Default)]
pub struct Mentions {
    pub all: Vec<Mention>,
    pub bindings: Vec<Binding>,
    pub literals: Vec<Literal>,
    taker: Option<String>,
}

impl Mentions {
    fn add(&mut self, segments: Vec<String>, kind: Kind, span: Span) {
        self.all.push(Mention { segments, kind, line: span.start().line });
    }

    fn literal(&mut self, text: String, taker: Option<String>, span: Span) {
        self.literals.push(Literal { text, taker, line: span.start().line });
    }

    /// The leaves of a `use`: `a::{b, c as d, e::*}` are three.
    pub fn use_tree(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &syn::Ident| before.iter().cloned().chain([plain(name)]).collect::<Vec<_>>();
        match tree {
            UseTree::Path(path) => self.use_tree(&path.tree, &with(&path.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.use_tree(tree, before)),
            UseTree::Glob(glob) => self.add(before.to_vec(), Kind::Glob, glob.star_token.spans[0]),
            UseTree::Name(name) => self.leaf(with(&name.ident), plain(&name.ident), name.ident.span()),
            UseTree::Rename(name) => self.leaf(with(&name.ident), plain(&name.rename), name.ident.span()),
        }
    }

    fn leaf(&mut self, mut segments: Vec<String>, mut name: String, span: Span) {
        if segments.last().is_some_and(|last| last == "self") && segments.len() > 1 {
            segments.pop();
            if name == "self" {
                name = segments.last().cloned().unwrap_or_default();
            }
        }
        self.add(segments.clone(), Kind::Use, span);
        self.bindings.push(Binding { name, segments });
    }

    /// Reads tokens that no grammar is known for: the arguments of a macro, of an attribute.
    fn tokens(&mut self, tokens: TokenStream, before: &[String], taker: Option<&str>) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let is =
            |at: usize, sign: char| matches!(trees.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            let start = at;
            at += 1;
            match tree {
                TokenTree::Group(group) => self.tokens(group.stream(), &[], taker),
                TokenTree::Literal(literal) => match syn::parse_str::<Lit>(&literal.to_string()) {
                    Ok(Lit::Str(text)) => self.literal(text.value(), taker.map(str::to_owned), literal.span()),
                    Ok(Lit::ByteStr(bytes)) => {
                        let text = String::from_utf8_lossy(&bytes.value()).into_owned();
                        self.literal(text, taker.map(str::to_owned), literal.span());
                    }
                    _ => {}
                },
                // `$name` stands for whatever a macro is given; `$crate` for the crate.
                TokenTree::Ident(ident) if start > 0 && is(start - 1, '$') && ident != "crate" => {}
                TokenTree::Ident(ident) => {
                    let mut segments = before.to_vec();
                    segments.push(plain(ident));
                    let mut group = None;
                    while is(at, ':') && is(at + 1, ':') {
                        match trees.get(at + 2) {
                            Some(TokenTree::Ident(next)) => segments.push(plain(next)),
                            Some(TokenTree::Group(inner)) if inner.delimiter() == Delimiter::Brace => {
                                group = Some(inner)
                            }
                            _ => break,
                        }
                        at += 3;
                    }
                    let dotted = start > 0 && is(start - 1, '.') && !(start > 1 && is(start - 2, '.'));
                    let called = is(at, '!') && matches!(trees.get(at + 1), Some(TokenTree::Group(_)));
                    match group {
                        Some(group) => self.tokens(group.stream(), &segments, taker),
                        None if called => self.add(segments, Kind::Macro, ident.span()),
                        None if dotted => self.add(segments, Kind::Method, ident.span()),
                        None => self.add(segments, Kind::Path, ident.span()),
                    }
                }
                TokenTree::Punct(_) => {}
            }
        }
    }

    /// Runs `inner` on what is handed to a method or function.
    fn taken(&mut self, taker: Option<String>, inner: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.taker, taker);
        inner(self);
        self.taker = before;
    }
}

/// A name without the `r#` of raw identifiers.
fn plain(name: &syn::Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}

/// Whether it is compiled for tests only.
pub fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || (attribute.path().is_ident("cfg")
                && matches!(&attribute.meta, Meta::List(list) if list.tokens.to_string() == "test"))
    })
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| plain(&segment.ident)).collect();
        let span = path.segments.first().map_or_else(Span::call_site, |first| first.ident.span());
        self.add(segments, Kind::Path, span);
        visit::visit_path(self, path);
    }

    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        // `LIMIT` in a pattern is a constant or a new name: only its spelling tells.
        let name = plain(&pattern.ident);
        if name.starts_with(char::is_uppercase) {
            self.add(vec![name], Kind::Path, pattern.ident.span());
        }
        visit::visit_pat_ident(self, pattern);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.use_tree(&item.tree, &[]);
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.add(vec!["extern crate".to_owned(), plain(&item.ident)], Kind::Use, item.ident.span());
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        match &attribute.meta {
            Meta::List(list) if !list.path.is_ident("allow") => {
                let told = self.literals.len();
                self.tokens(list.tokens.clone(), &[], None);
                // `#[serde(with = "crate::place")]` is a path too; other texts there are words for people.
                for text in self.literals.split_off(told) {
                    if let Ok(path) = syn::parse_str::<syn::Path>(&text.text)
                        && path.segments.len() > 1
                    {
                        let segments = path.segments.iter().map(|segment| plain(&segment.ident)).collect();
                        self.all.push(Mention { segments, kind: Kind::Path, line: text.line });
                    }
                }
            }
            _ => {}
        }
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !attributes_of(item).is_some_and(for_tests) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !for_tests(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_macro(&mut self, invoked: &'ast syn::Macro) {
        let segments: Vec<String> = invoked.path.segments.iter().map(|segment| plain(&segment.ident)).collect();
        let name = segments.last().cloned().unwrap_or_default();
        let span = invoked.path.segments.first().map_or_else(Span::call_site, |first| first.ident.span());
        self.add(segments, Kind::Macro, span);
        self.tokens(invoked.tokens.clone(), &[], Some(&format!("{name}!")));
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let name = plain(&call.method);
        self.add(vec![name.clone()], Kind::Method, call.method.span());
        self.taken(Some(format!(".{name}")), |inner| inner.visit_expr(&call.receiver));
        self.taken(Some(name), |inner| call.args.iter().for_each(|argument| inner.visit_expr(argument)));
        if let Some(types) = &call.turbofish {
            self.visit_angle_bracketed_generic_arguments(types);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let name = match &*call.func {
            Expr::Path(path) => path.path.segments.last().map(|segment| plain(&segment.ident)),
            _ => None,
        };
        self.visit_expr(&call.func);
        self.taken(name, |inner| call.args.iter().for_each(|argument| inner.visit_expr(argument)));
    }

    fn visit_expr_binary(&mut self, sum: &'ast syn::ExprBinary) {
        let taker = match sum.op {
            syn::BinOp::Add(_) | syn::BinOp::AddAssign(_) => Some("+".to_owned()),
            _ => self.taker.clone(),
        };
        self.taken(taker, |inner| visit::visit_expr_binary(inner, sum));
    }

    fn visit_lit(&mut self, literal: &'ast Lit) {
        match literal {
            Lit::Str(text) => self.literal(text.value(), self.taker.clone(), text.span()),
            Lit::ByteStr(bytes) => {
                self.literal(String::from_utf8_lossy(&bytes.value()).into_owned(), self.taker.clone(), bytes.span());
            }
            _ => {}
        }
    }
}

pub fn attributes_of(item: &syn::Item) -> Option<&[Attribute]> {
    use syn::Item::*;
    Some(match item {
        Const(item) => &item.attrs,
        Enum(item) => &item.attrs,
        ExternCrate(item) => &item.attrs,
        Fn(item) => &item.attrs,
        ForeignMod(item) => &item.attrs,
        Impl(item) => &item.attrs,
        Macro(item) => &item.attrs,
        Mod(item) => &item.attrs,
        Static(item) => &item.attrs,
        Struct(item) => &item.attrs,
        Trait(item) => &item.attrs,
        TraitAlias(item) => &item.attrs,
        Type(item) => &item.attrs,
        Union(item) => &item.attrs,
        Use(item) => &item.attrs,
        _ => return None,
    })
}
