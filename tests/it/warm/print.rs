//! Parts as text: YAML and Markdown.

use super::formats::Value;
use super::part::{CAPTURE, DOCUMENT, Kind, Part};

impl Part {
    /// The part as it stands in its file.
    pub fn print(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        match self.kind {
            Kind::Leaf(_) => out.push_str(&self.text),
            Kind::Mark(mark) => {
                out.push_str(mark.before);
                for (index, part) in self.parts.iter().enumerate() {
                    // Blank lines are blank lines only between blocks.
                    let is_block = mark == &DOCUMENT || mark == &CAPTURE;
                    out.push_str(if index > 0 { mark.between } else { "" });
                    out.push_str(&"\n".repeat(if is_block { part.above } else { 0 }));
                    part.write(out, depth);
                }
                out.push_str(mark.after);
            }
            Kind::Yaml(_) | Kind::Entry => self.write_block(out, depth),
        }
    }

    /// YAML in lines: what lies deeper than a group in the file's own is written in braces.
    fn write_block(&self, out: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        for part in &self.parts {
            out.push_str(&"\n".repeat(part.above));
            match (&part.kind, part.parts.as_slice()) {
                (Kind::Entry, [key, value])
                    if depth == 0 && matches!(value.kind, Kind::Yaml(Value::Map(_) | Value::Named(..))) =>
                {
                    out.push_str(&format!("{indent}{}:\n", key.text));
                    value.write_block(out, depth + 1);
                }
                (Kind::Entry, [key, value]) => out.push_str(&format!("{indent}{}: {}\n", key.text, value.flow())),
                (Kind::Yaml(Value::Map(_)), [_, ..]) => {
                    let mut item = String::new();
                    part.write_block(&mut item, 1);
                    out.push_str(&item.replacen("  ", "- ", 1));
                }
                _ => out.push_str(&format!("- {}\n", part.flow())),
            }
        }
    }

    /// YAML in braces, texts in quotation marks.
    fn flow(&self) -> String {
        let parts = || self.parts.iter().map(Part::flow).collect::<Vec<_>>();
        match (&self.kind, self.parts.as_slice()) {
            (Kind::Leaf(_), _) => format!("\"{}\"", self.text.replace('\\', "\\\\").replace('"', "\\\"")),
            (Kind::Entry, [key, value]) => format!("{}: {}", key.text, value.flow()),
            (Kind::Yaml(Value::List(_)), _) => format!("[{}]", parts().join(", ")),
            (Kind::Yaml(_), _) => format!("{{ {} }}", parts().join(", ")),
            _ => self.print(),
        }
    }
}
