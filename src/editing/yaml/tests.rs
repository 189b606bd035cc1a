//! Changes of YAML, and everything else stays as it was.

use super::*;

/// The file with a change, if one can be made.
fn with(text: &str, change: impl Fn(&Yaml) -> Option<Patch>) -> Option<String> {
    let file = File::new("content/x.yaml", text.as_bytes());
    let patch = change(&Yaml::of(&file)?)?;
    let range = patch.span.range();
    Some([&text[..range.start], &patch.text, &text[range.end..]].concat())
}

fn word(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn what_is_added_stands_behind_its_siblings_and_nothing_else_changes() {
    let figure = Value::Line(vec![("measure".to_owned(), Value::Word("killed".to_owned()))]);
    let excerpt =
        Value::Group(vec![("quote".to_owned(), word("a \"b\"")), ("figures".to_owned(), Value::Items(vec![figure]))]);
    let written = "quote: \"a \\\"b\\\"\"\n    figures:\n      - { measure: killed }";
    for (before, after) in [
        (
            "excerpts:\n  one:\n    quote: x # kept\n# end\nz: 1\n",
            format!("excerpts:\n  one:\n    quote: x # kept\n  new:\n    {written}\n# end\nz: 1\n"),
        ),
        ("a: 1\n# b\n", format!("a: 1\nexcerpts:\n  new:\n    {written}\n# b\n")),
        ("excerpts: # none yet\nz: 1", format!("excerpts: # none yet\n  new:\n    {written}\nz: 1")),
        (
            "excerpts:\n  one:\n    quote: |\n      a\n      # b\n\nz: 1\n",
            format!("excerpts:\n  one:\n    quote: |\n      a\n      # b\n  new:\n    {written}\n\nz: 1\n"),
        ),
        (
            "excerpts: {}\n",
            "excerpts: { new: { quote: \"a \\\"b\\\"\", figures: [{ measure: killed }] } }\n".to_owned(),
        ),
        (
            "excerpts: { one: { quote: x } }",
            "excerpts: { one: { quote: x }, new: { quote: \"a \\\"b\\\"\", figures: [{ measure: killed }] } }"
                .to_owned(),
        ),
    ] {
        let found = with(before, |yaml| yaml.add(&["excerpts"], "new", &excerpt));
        assert_eq!(found.as_deref(), Some(after.as_str()), "{before}");
    }
    let found = with("a: 1\n# b: \"…\"\nc: 2\n", |yaml| yaml.add(&[], "b", &word("N")));
    assert_eq!(found.as_deref(), Some("a: 1\nb: \"N\"\nc: 2\n"), "the line that was left for it");
    assert_eq!(with("excerpts: 3\n", |yaml| yaml.add(&["excerpts"], "new", &excerpt)), None);
}

#[test]
fn a_key_is_given_another_value_and_nothing_else_changes() {
    for (before, after) in [
        ("- id: a\n  name: b # c\n- id: b\n", "- id: a\n  name: \"N\" # c\n- id: b\n"),
        ("- id: a\n  name: \"b: c\"\n", "- id: a\n  name: \"N\"\n"),
        ("- id: a\n  name: [b, c] # d\n", "- id: a\n  name: \"N\" # d\n"),
        ("- id: a\n  name:\n  kind: b\n", "- id: a\n  name: \"N\"\n  kind: b\n"),
        ("- { id: a, name: b }", "- { id: a, name: \"N\" }"),
        ("- id: a\n", "- id: a\n  name: \"N\"\n"),
    ] {
        let found = with(before, |yaml| yaml.set(&["a"], "name", &word("N")));
        assert_eq!(found.as_deref(), Some(after), "{before}");
    }
    for (before, after) in [
        ("- id: a\n  name: |\n    b\n\n    c\n  kind: d\n", "- id: a\n  name: \"N\"\n  kind: d\n"),
        ("- id: a\n  name: >-\n    b\n", "- id: a\n  name: \"N\"\n"),
        ("- id: a\n  name:\n  - b\n  - c\n- id: b\n", "- id: a\n  name: \"N\"\n- id: b\n"),
        ("- id: a\n  name:\n    - b\n    - c\n# end\n", "- id: a\n  name: \"N\"\n# end\n"),
    ] {
        let found = with(before, |yaml| yaml.set(&["a"], "name", &word("N")));
        assert_eq!(found.as_deref(), Some(after), "{before}");
    }
    let several = Value::Items(vec![word("N"), word("M")]);
    let found = with("- id: a\n  name:\n  - b\n", |yaml| yaml.set(&["a"], "name", &several));
    assert_eq!(found.as_deref(), Some("- id: a\n  name:\n    - \"N\"\n    - \"M\"\n"));
    for left in ["- id: a\n  name:\n  - b # why\n  - c\n", "- id: a\n  name:\n  # why\n  - b\n", "- id: b\n"] {
        assert_eq!(with(left, |yaml| yaml.set(&["a"], "name", &word("N"))), None, "{left}");
    }
}

#[test]
fn a_key_goes_with_its_value_and_nothing_else_changes() {
    for (before, after) in [
        ("- id: a\n  name: b # c\n  kind: d\n", "- id: a\n  kind: d\n"),
        ("- id: a\n  # why\n  name: |\n    b\n\n    # c\n  kind: d\n", "- id: a\n  # why\n  kind: d\n"),
        ("- id: a\n  name:\n  - b\n  - c\n- id: b\n", "- id: a\n- id: b\n"),
        ("- id: a\n  name:\n", "- id: a\n"),
        ("- id: a\n  name: b", "- id: a\n"),
        ("- { id: a, name: [b, c], kind: d }", "- { id: a, kind: d }"),
        ("- { name: b, id: a }", "- { id: a }"),
    ] {
        assert_eq!(with(before, |yaml| yaml.remove(&["a"], "name")).as_deref(), Some(after), "{before}");
    }
    for (before, after) in [
        ("title: a\nlook:\n  accent: b\n  paper: c\n", "title: a\nlook:\n  paper: c\n"),
        ("title: a\nlook:\n  accent: b\nz: 1\n", "title: a\nz: 1\n"),
        ("title: a\nlook: { accent: b }\n", "title: a\n"),
    ] {
        assert_eq!(with(before, |yaml| yaml.remove(&["look"], "accent")).as_deref(), Some(after), "{before}");
    }
    for left in ["- name: b\n  id: a\n", "- id: a\n", "- id: b\n  name: c\n"] {
        assert_eq!(with(left, |yaml| yaml.remove(&["a"], "name")), None, "{left}");
    }
}

#[test]
fn items_go_to_the_end_of_their_list() {
    let entry = Value::Group(vec![("id".to_owned(), Value::Word("new".to_owned())), ("name".to_owned(), word("N"))]);
    for (before, after) in [
        ("- id: a\n  name: b\n# end\n", "- id: a\n  name: b\n- id: new\n  name: \"N\"\n# end\n"),
        ("# nobody\n", "# nobody\n- id: new\n  name: \"N\"\n"),
        ("", "- id: new\n  name: \"N\""),
        ("- { id: a }", "- { id: a }\n- id: new\n  name: \"N\""),
        ("[]", "[{ id: new, name: \"N\" }]"),
    ] {
        assert_eq!(with(before, |yaml| yaml.push(&[], &entry)).as_deref(), Some(after), "{before}");
    }
    for (before, after) in [
        ("- id: a\n  was: b\n", "- id: a\n  was: [b, c]\n"),
        ("- id: a\n  was: [b] # x\n", "- id: a\n  was: [b, c] # x\n"),
        ("- { id: a, was: [] }", "- { id: a, was: [c] }"),
        ("- id: a\n- id: b\n", "- id: a\n  was: [c]\n- id: b\n"),
        ("- id: a\n  was:\n  - b\n", "- id: a\n  was:\n  - b\n  - c\n"),
    ] {
        let found = with(before, |yaml| yaml.push(&["a", "was"], &Value::Word("c".to_owned())));
        assert_eq!(found.as_deref(), Some(after), "{before}");
    }
}
