//! The steps of a build, as whoever measures tells them apart.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Files from the disk.
    Read,
    /// Configuration, theme, facts, front matter, Markdown.
    Parse,
    Assemble,
    Plan,
    /// What a template may see, and the key made of it.
    View,
    Template,
    Style,
    Minify,
    /// Reading a finished page for what it weighs, needs and links to.
    Weigh,
    /// The copies beside a file.
    Compress,
    Picture,
    /// Posters and pictures to forward.
    Sheet,
    /// With what was published, and what was said then.
    Compare,
    Write,
    Check,
    Publish,
}

impl Step {
    pub const ALL: [Self; 16] = [
        Self::Read,
        Self::Parse,
        Self::Assemble,
        Self::Plan,
        Self::View,
        Self::Template,
        Self::Style,
        Self::Minify,
        Self::Weigh,
        Self::Compress,
        Self::Picture,
        Self::Sheet,
        Self::Compare,
        Self::Write,
        Self::Check,
        Self::Publish,
    ];
}
