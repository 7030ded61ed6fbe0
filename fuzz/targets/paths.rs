//! Slugs, paths and addresses: none leads out of its folder.

#![no_main]

use kentongan::vocabulary::{BaseUrl, OutputPath, Permalink, Slug, SourcePath};
use libfuzzer_sys::fuzz_target;

fn is_inside(path: &str) -> bool {
    !path.is_empty() && !path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fuzz_target!(|text: &str| {
    if let Some(slug) = Slug::from_text(text) {
        let slug = slug.as_str();
        assert!(!slug.is_empty() && !slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        assert_eq!(Slug::from_text(slug).expect("a slug is one").as_str(), slug);
    }
    for path in [SourcePath::new(text).map(|path| path.to_string()), OutputPath::new(text).map(|path| path.to_string())]
    {
        assert!(path.is_none_or(|path| is_inside(&path) && !path.contains('\\')));
    }
    if let Some(permalink) = Permalink::parse(text) {
        assert!(is_inside(permalink.index().as_str()) && permalink.index().as_str().ends_with("/index.html"));
        assert_eq!(Permalink::parse(permalink.as_str()).as_ref(), Some(&permalink));
    }
    if let Some(url) = BaseUrl::new(text) {
        assert!(url.as_str().ends_with('/') && !url.host().is_empty());
        assert_eq!(BaseUrl::new(url.as_str()).as_ref(), Some(&url));
    }
    let page = SourcePath::new("content/acara/hut.md").expect("a sound path");
    if let Some(target) = page.resolve(text, "content") {
        assert!(target == "content" || target.starts_with("content/"), "{target}");
        assert!(is_inside(&target), "{target}");
    }
    let (from, to) = text.split_once('\n').unwrap_or((text, "a/b"));
    if let (Some(from), Some(to)) = (OutputPath::new(from), OutputPath::new(to)) {
        let reference = from.relative_to(&to);
        let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
        for step in reference.split('/') {
            match step {
                ".." => assert!(steps.pop().is_some()),
                step => steps.push(step),
            }
        }
        assert_eq!(steps.join("/"), to.as_str());
    }
});
