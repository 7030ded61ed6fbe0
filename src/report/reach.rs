//! Counts of a server's log → what staff read: who came by which way, to which page, in which week.

pub mod json;
pub mod page;
pub mod period;
pub mod text;
mod words;

use crate::diagnostic::{Diagnostics, Text, reach as problems};
use crate::reach::edition;
use crate::reach::portal::Portal;
use crate::reach::tally::{Name, Tally};
use crate::vocabulary::Date;
use period::{By, Period};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What the logs say, in the order in which it is told.
pub struct Findings<'a> {
    pub portal: &'a Portal,
    pub tally: &'a Tally,
    pub days: Option<(Date, Date)>,
    pub by: By,
    /// Most visits first.
    pub ways: Vec<Way>,
    /// Visits without a code, and by ways that too few came by: together, so that nobody can reckon these.
    pub direct: u64,
    /// By all ways, most visits first.
    pub pages: Vec<Page>,
    /// From the first day to the last, also where nobody came.
    pub periods: Vec<Period>,
    /// Most downloads first.
    pub files: Vec<Page>,
    /// What a code led to and was not there.
    pub missed: Vec<Missed>,
}

/// A poster, a message, a printed edition.
pub struct Way {
    /// `None` for all codes there was no room for.
    pub code: Option<String>,
    pub label: Option<Text>,
    pub visits: Count,
    pub pages: Vec<Page>,
    /// The pages that are not named, because too few came.
    pub rest: Option<Rest>,
    /// In the order of [`Findings::periods`].
    pub periods: Vec<Count>,
}

pub struct Rest {
    pub pages: usize,
    pub visits: Count,
}

/// A page or file with a count.
pub struct Page {
    /// `None` for all pages there was no room for.
    pub path: Option<String>,
    pub title: Option<String>,
    /// Not in the portal as it is now.
    pub is_lost: bool,
    pub visits: u64,
}

pub struct Missed {
    pub code: Option<String>,
    pub path: Option<String>,
    pub visits: Count,
}

/// How many came by one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    Exact(u64),
    /// At least one, but fewer than [`FEW`].
    Few,
    /// Enough, but telling it would tell a few.
    Untold,
}

/// Where a poster hangs in a small village, three visits to the page on death benefits may point to a family.
/// So few say nothing about a poster anyway.
pub const FEW: u64 = 5;

impl Count {
    fn of(count: u64) -> Self {
        if (1..FEW).contains(&count) { Self::Few } else { Self::Exact(count) }
    }

    /// `None` for what is not told.
    pub fn exact(self) -> Option<u64> {
        match self {
            Self::Exact(count) => Some(count),
            Self::Few | Self::Untold => None,
        }
    }
}

/// Sorts and sums up what was counted.
pub fn findings<'a>(tally: &'a Tally, portal: &'a Portal, by: Option<By>) -> Findings<'a> {
    let by = by.unwrap_or_else(|| By::fitting(tally.days));
    let periods = period::periods(tally, by);
    let direct_way = tally.ways.find("");
    let mut pages: BTreeMap<Name, u64> = BTreeMap::new();
    let mut of_way: BTreeMap<Name, Vec<(Name, u64)>> = BTreeMap::new();
    for ((way, page), count) in &tally.pages {
        *pages.entry(*page).or_default() += count;
        of_way.entry(*way).or_default().push((*page, *count));
    }
    // An edition is told by its code, above.
    let is_edition = |page: Name| tally.paths.text(page).is_some_and(|path| edition(path).is_some());
    let sum = |pages: &[(Name, u64)]| pages.iter().map(|(_, count)| count).sum::<u64>();
    let direct = direct_way.and_then(|way| of_way.remove(&way)).map_or(0, |pages| sum(&pages));
    let mut ways: Vec<(u64, Way)> = of_way
        .into_iter()
        .map(|(way, pages)| (sum(&pages), self::way(way, pages, &periods, by, tally, portal)))
        .collect();
    let few = ways.iter().filter(|(_, way)| way.visits == Count::Few).map(|(visits, _)| visits).sum::<u64>();
    ways.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.code.cmp(&b.code)));
    let missed = tally.missed.iter().map(|((way, page), count)| {
        let code = tally.ways.text(*way).map(str::to_owned);
        (*count, Missed { code, path: tally.paths.text(*page).map(address), visits: Count::of(*count) })
    });
    let mut missed: Vec<(u64, Missed)> = missed.collect();
    missed.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| (&a.code, &a.path).cmp(&(&b.code, &b.path))));
    Findings {
        portal,
        tally,
        days: tally.days,
        by,
        ways: ways.into_iter().map(|(_, way)| way).collect(),
        direct: direct + few,
        pages: sorted(pages.into_iter().filter(|(page, _)| !is_edition(*page)), tally, portal),
        files: sorted(tally.files.iter().map(|(name, count)| (*name, *count)), tally, portal),
        periods,
        missed: missed.into_iter().map(|(_, missed)| missed).collect(),
    }
}

fn way(way: Name, pages: Vec<(Name, u64)>, periods: &[Period], by: By, tally: &Tally, portal: &Portal) -> Way {
    let code = tally.ways.text(way).map(str::to_owned);
    let label = code.as_deref().and_then(|code| portal.label(code));
    let visits = pages.iter().map(|(_, count)| count).sum();
    // An edition is one page.
    let pages = if code.as_deref().is_some_and(|code| code.contains('/')) { Vec::new() } else { pages };
    let (named, rest) = named(sorted(pages, tally, portal));
    let mut by_period: BTreeMap<Date, u64> = BTreeMap::new();
    for ((day, _), count) in tally.by_day.iter().filter(|((_, other), _)| *other == way) {
        *by_period.entry(by.start(*day)).or_default() += count;
    }
    let in_period = |period: &Period| by_period.get(&by.start(period.first)).copied().unwrap_or(0);
    Way {
        code,
        label,
        visits: Count::of(visits),
        pages: named,
        rest,
        periods: told(&periods.iter().map(in_period).collect::<Vec<_>>()),
    }
}

impl Way {
    /// The pages beyond the first `shown`, and how many came to them.
    pub fn others(&self, shown: usize) -> Option<Rest> {
        let named = self.pages.get(shown..).unwrap_or_default();
        let hidden = self.rest.as_ref().map_or(0, |rest| rest.pages);
        // Below a way that few came by, its pages need not be counted.
        if self.pages.is_empty() || named.len() + hidden == 0 {
            return None;
        }
        let visits = named.iter().map(|page| page.visits).sum::<u64>();
        let visits = visits + self.rest.as_ref().and_then(|rest| rest.visits.exact()).unwrap_or(0);
        Some(Rest { pages: named.len() + hidden, visits: Count::of(visits) })
    }
}

/// The counts of a row whose sum is told: where a few would follow from the others, the smallest of these is
/// not told either.
fn told(counts: &[u64]) -> Vec<Count> {
    let mut told: Vec<Count> = counts.iter().map(|count| Count::of(*count)).collect();
    let hidden = |told: &[Count]| {
        let hidden = counts.iter().zip(told).filter(|(_, told)| told.exact().is_none());
        hidden.fold((0, 0), |(number, sum), (count, _)| (number + 1, sum + count))
    };
    while let (number @ 1.., sum) = hidden(&told)
        && (number == 1 || sum < FEW)
    {
        let others = (0..counts.len()).filter(|index| counts[*index] >= FEW && told[*index].exact().is_some());
        let Some(smallest) = others.min_by_key(|index| counts[*index]) else { break };
        told[smallest] = Count::Untold;
    }
    told
}

/// The pages that enough people came to; the others together. Together they are enough, too, so that
/// nobody finds out by subtracting.
fn named(mut pages: Vec<Page>) -> (Vec<Page>, Option<Rest>) {
    let few = pages.partition_point(|page| page.visits >= FEW);
    let mut rest = pages.split_off(few);
    let visits = |rest: &[Page]| rest.iter().map(|page| page.visits).sum::<u64>();
    while !rest.is_empty() && visits(&rest) < FEW {
        let Some(page) = pages.pop() else { break };
        rest.push(page);
    }
    let hidden = (!rest.is_empty()).then(|| Rest { pages: rest.len(), visits: Count::of(visits(&rest)) });
    (pages, hidden)
}

fn sorted(counts: impl IntoIterator<Item = (Name, u64)>, tally: &Tally, portal: &Portal) -> Vec<Page> {
    let page = |(name, visits): (Name, u64)| {
        let path = tally.paths.text(name);
        Page {
            path: path.map(address),
            title: path.and_then(|path| portal.title(path)).map(str::to_owned),
            is_lost: path.is_some_and(|path| portal.has_lost(path)),
            visits,
        }
    };
    let mut pages: Vec<Page> = counts.into_iter().map(page).collect();
    pages.sort_by(|a, b| (Reverse(a.visits), &a.path).cmp(&(Reverse(b.visits), &b.path)));
    pages
}

/// `/manfaat/jkm/`, as people know it.
fn address(path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(path))
}

/// What is wrong with the logs themselves.
pub fn problems(tally: &Tally) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let lines = &tally.lines;
    if let Some((file, line)) = &lines.unreadable.first {
        let is_all = lines.unreadable.count + lines.too_long.count == lines.all;
        let unread = if is_all { problems::no_log } else { problems::other_lines };
        diagnostics.push(unread(lines.unreadable.count, lines.all, file, *line));
    }
    if let Some((file, line)) = &lines.too_long.first {
        diagnostics.push(problems::long_lines(lines.too_long.count, file, *line));
    }
    for (file, line) in &lines.broken {
        diagnostics.push(problems::broken_log(file, *line));
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_do_not_follow_from_the_rest_of_their_row() {
        use Count::{Exact, Few, Untold};
        assert_eq!(told(&[12, 9, 0, 30]), [Exact(12), Exact(9), Exact(0), Exact(30)]);
        assert_eq!(told(&[12, 9, 3, 0]), [Exact(12), Untold, Few, Exact(0)]);
        assert_eq!(told(&[12, 1, 1]), [Untold, Few, Few]);
        assert_eq!(told(&[12, 4, 4]), [Exact(12), Few, Few]);
        assert_eq!(told(&[0, 3]), [Exact(0), Few]);
    }
}
