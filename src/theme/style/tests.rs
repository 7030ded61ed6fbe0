use super::*;
use crate::vocabulary::SourcePath;

fn sheet(css: &str) -> StyleSheet {
    let mut source = SourceTree::default();
    let path = SourcePath::new("themes/uji/styles/uji.css").expect("a sound path");
    source.insert(path, css.as_bytes(), &mut Diagnostics::default());
    let mut diagnostics = Diagnostics::default();
    let sheet = compile(&source, "themes/uji", &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{css}");
    sheet
}

/// What is left of `css` for a page with these elements, each written like a selector: `p.lead#a[open]`.
fn check(css: &str, elements: &[&str], expected: &str) {
    let sheet = sheet(css);
    assert_eq!(sheet.subset(&bearing(&sheet, elements)).text, expected, "{css}");
}

fn bearing(sheet: &StyleSheet, elements: &[&str]) -> Elements {
    let mut all = Elements::default();
    for element in elements {
        all.add(&mut names(sheet, element));
    }
    all
}

fn names(sheet: &StyleSheet, element: &str) -> Vec<NameId> {
    let is_start = |c: char| matches!(c, '.' | '#' | '[');
    let mut names = Vec::new();
    let mut rest = element;
    while !rest.is_empty() {
        let end = rest[1..].find(is_start).map_or(rest.len(), |end| end + 1);
        let word = rest[..end].trim_matches(['.', '#', '[', ']']);
        let kind = match rest.as_bytes()[0] {
            b'.' => NameKind::Class,
            b'#' => NameKind::Id,
            b'[' => NameKind::Attribute,
            _ => NameKind::Tag,
        };
        names.extend(sheet.names.get(kind, word));
        rest = &rest[end..];
    }
    names
}

#[test]
fn a_rule_stays_where_an_element_can_answer_to_it() {
    check("p{color:red}.a{color:green}#b{color:#00f}[c]{margin:0}", &["p"], "p{color:red}");
    check("p{color:red}.a{color:green}#b{color:#00f}[c]{margin:0}", &["div.a", "i#b"], ".a{color:green}#b{color:#00f}");
    check("p{color:red}.a{color:green}#b{color:#00f}[c]{margin:0}", &["div[c]"], "[c]{margin:0}");
    check("*{margin:0}:root{padding:0}::before{top:0}", &[], "*{margin:0}:root{padding:0}:before{top:0}");
}

#[test]
fn of_a_list_only_what_is_possible_stays() {
    check("h1,h2,.a{color:red}", &["h2"], "h2{color:red}");
    check("h1,h2,.a{color:red}", &["p"], "");
}

#[test]
fn one_element_must_bear_a_whole_compound() {
    check("p.a{color:red}", &["p", "div.a"], "");
    check("p.a{color:red}", &["p.a.b"], "p.a{color:red}");
    check(".a.b{color:red}", &["p.a", "p.b"], "");
}

#[test]
fn combinators_ask_for_each_side() {
    for css in [".a p{color:red}", ".a>p{color:red}", ".a+p{color:red}", ".a~p{color:red}"] {
        check(css, &["div.a", "p"], css);
        check(css, &["p"], "");
    }
}

#[test]
fn what_may_change_while_one_reads_excludes_nothing() {
    let css = "a:hover{color:red}a:not(.x){color:green}p:nth-child(2){color:#00f}a:target{top:0}";
    check(css, &["a", "p"], css);
    check("p:not(.x .y){color:red}", &["p"], "p:not(.x .y){color:red}");
    check("p:first-child:before{color:red}", &["p"], "p:first-child:before{color:red}");
}

#[test]
fn one_member_of_a_list_within_is_enough() {
    check("p:where(.a,.b){color:red}", &["p", "i.b"], "p:where(.a,.b){color:red}");
    check("p:where(.a,.b){color:red}", &["p"], "");
    check("p:has(>.a){color:red}", &["p", "i.a"], "p:has(>.a){color:red}");
    check("p:has(>.a){color:red}", &["p"], "");
}

#[test]
fn names_are_compared_without_capitals() {
    check(".Kartu,#Satu,P[Open]{top:0}", &["p.kartu[open]"], ".Kartu,P[Open]{top:0}");
}

#[test]
fn a_condition_without_rules_is_dropped() {
    let css = "@media print{.a{top:0}.b{left:0}}@supports (display:flex){@media print{.c{top:0}}}";
    check(css, &["p.b"], "@media print{.b{left:0}}");
    check(css, &["p.c"], "@supports (display:flex){@media print{.c{top:0}}}");
    check(css, &["p"], "");
}

#[test]
fn fonts_and_keyframes_stay_where_they_are_used() {
    let css = "@font-face{font-family:\"Hanya Uji\";src:url(a.woff)}@keyframes Putar{to{top:0}}\
               .a{font-family:Hanya Uji}.b{animation:1s Putar}";
    let (font, frames) = ("@font-face{font-family:Hanya Uji;src:url(a.woff)}", "Putar{to{top:0}}");
    let sheet = sheet(css);
    let subset = |element| sheet.subset(&bearing(&sheet, &[element])).text.clone();
    assert!(subset(".a").contains(font) && !subset(".a").contains(frames), "{}", subset(".a"));
    assert!(!subset(".b").contains(font) && subset(".b").contains(frames), "{}", subset(".b"));
    assert_eq!(subset(".c"), "");
}

#[test]
fn a_selector_that_old_browsers_do_not_know_stands_alone() {
    check(
        "summary,details::details-content,p{color:red}",
        &["details", "summary", "p"],
        "summary,p{color:red}details::details-content{color:red}",
    );
    check("a:focus,a:focus-visible{color:red}", &["a"], "a:focus{color:red}a:focus-visible{color:red}");
    check("p:not(.a):not([b]),p:not(.a .b){color:red}", &["p"], "p:not(.a):not([b]){color:red}p:not(.a .b){color:red}");
    check("[a=b i],p{color:red}", &["p[a]"], "p{color:red}[a=b i]{color:red}");
}

#[test]
fn what_is_written_for_today_is_compiled_for_old_browsers() {
    check(
        ".a{inset:0;color:#12345680;& p{color:rgb(1 2 3 / 50%)}}",
        &["div.a", "p"],
        ".a{color:rgba(18,52,86,.5);top:0;bottom:0;left:0;right:0}.a p{color:rgba(1,2,3,.5)}",
    );
    check("@media (width>=20rem){p{top:0}}", &["p"], "@media (min-width:20rem){p{top:0}}");
}

#[test]
fn nothing_is_lost_by_taking_a_sheet_apart() {
    let css = "@page{margin:2cm}a:hover,b{color:red}@media print{i{top:0}}@counter-style x{system:fixed;symbols:a}";
    assert_eq!(sheet(css).whole().text, css);
}

#[test]
fn a_subset_is_remembered() {
    let sheet = sheet("p{top:0}");
    let elements = bearing(&sheet, &["p"]);
    assert!(Arc::ptr_eq(&sheet.subset(&elements), &sheet.subset(&elements)));
}

/// Old browsers drop a declaration that they cannot read, or with one strange selector a whole rule.
#[test]
fn the_theme_is_written_in_what_old_browsers_read() {
    let source = SourceTree::built_in_theme();
    let sheet = compile(&source, "themes/lentera", &mut Diagnostics::default());
    let text = sheet.whole().text;
    for strange in [
        ":is(",
        ":where(",
        ":has(",
        "inset",
        "gap:",
        "grid-",
        "display:grid",
        "var(",
        "--",
        "min(",
        "max(",
        "clamp(",
        "env(",
        "aspect-ratio",
        "currentcolor",
        "@layer",
        "@container",
        "@import",
        "@font-face",
        "width>",
        "width<",
        "&",
        "unset",
        "revert",
        "-inline",
        "-block:",
        "dvh",
        "svh",
        "fit-content",
        "place-",
    ] {
        // `display:inline-block` is older than all of them.
        let text = text.replace("display:inline-block", "");
        assert!(!text.contains(strange), "{strange} in {text}");
    }
    for (index, _) in text.match_indices('#') {
        let digits = text[index + 1..].chars().take_while(char::is_ascii_hexdigit).count();
        assert!(!matches!(digits, 4 | 8), "{}", &text[index..index + 10]);
    }
    for function in ["rgb(", "rgba(", "hsl("] {
        for (index, _) in text.match_indices(function) {
            let arguments = text[index..].split(')').next().unwrap_or_default();
            assert!(arguments.contains(','), "{arguments}");
        }
    }
}
