//! EDGE: asks other sites whether what we link to is still there, and the portal itself which edition it is.
//!
//! Polite: one request at a time to a host, the head of a page before the page, and the program's
//! own name. What was alive is not asked again for some days; whoever deletes the cache file only
//! makes the next run ask everything anew.

use crate::check::external::Verdict;
use crate::check::live::Live;
use crate::output::inventory::{self, Inventory};
use crate::vocabulary::{BaseUrl, Date};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};
use ureq::Agent;

/// The cache, in the project folder; hidden, so that it is neither content nor published.
pub const CACHE_FILE: &str = ".kentongan/tautan.json";

const USER_AGENT: &str = concat!("kentongan/", env!("CARGO_PKG_VERSION"), " (pemeriksa tautan; link checker)");
/// A live link is not asked again for a week.
const TRUST_DAYS: i32 = 7;
/// An inventory of 300,000 files is no larger.
const MOST_BYTES: u64 = 32_000_000;
/// Hosts asked at the same time.
const HOSTS_AT_ONCE: usize = 8;

/// How long to wait.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For one answer.
    pub answer: Duration,
    /// For all of them.
    pub total: Duration,
}

/// What was learnt, and how much there was no time for.
#[derive(Debug, Default)]
pub struct Answers {
    pub verdicts: BTreeMap<String, Verdict>,
    pub not_asked: usize,
}

/// One line of the cache.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Known {
    /// A day, as `2026-12-05`.
    asked: String,
    verdict: Verdict,
}

type Cache = BTreeMap<String, Known>;

/// Asks for every address that the cache does not vouch for, and writes the cache. `asked` is
/// called after each answer, from any thread.
///
/// # Errors
/// When the cache cannot be written.
pub fn ask<'a>(
    urls: impl Iterator<Item = &'a str>,
    cache_file: &Path,
    today: Date,
    patience: Patience,
    asked: &(dyn Fn() + Sync),
) -> io::Result<Answers> {
    let mut cache = read(cache_file);
    let mut answers = Answers::default();
    let mut by_host: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for url in urls {
        match cache.get(url).filter(|known| is_fresh(known, today)) {
            Some(known) => {
                answers.verdicts.insert(url.to_owned(), known.verdict);
            }
            None => by_host.entry(host(url)).or_default().push(url),
        }
    }
    let hosts: Vec<Vec<&str>> = by_host.into_values().collect();
    for (url, verdict) in ask_hosts(&hosts, patience, asked)? {
        match verdict {
            Some(verdict) => {
                cache.insert(url.to_owned(), Known { asked: today.to_string(), verdict });
                answers.verdicts.insert(url.to_owned(), verdict);
            }
            None => answers.not_asked += 1,
        }
    }
    write(cache_file, &cache)?;
    Ok(answers)
}

/// Asks the portal which edition it is. What lies between, a proxy or the host's own memory, is to ask anew.
pub fn published(base: &BaseUrl, patience: Duration) -> Live {
    let address = format!("{}{}", base.as_str(), inventory::FILE);
    let request =
        agent().get(address).header("cache-control", "no-cache").config().timeout_global(Some(patience)).build();
    let Ok(mut answer) = request.call() else { return Live::Silent };
    if answer.status().as_u16() != 200 {
        return Live::Absent;
    }
    match answer.body_mut().with_config().limit(MOST_BYTES).read_to_vec() {
        Ok(text) => Inventory::parse(&text).map_or(Live::Absent, |found| Live::Found(found.into())),
        Err(_) => Live::Silent,
    }
}

/// Some hosts at a time, one request at a time to each.
fn ask_hosts<'a>(
    hosts: &[Vec<&'a str>],
    patience: Patience,
    asked: &(dyn Fn() + Sync),
) -> io::Result<Vec<(&'a str, Option<Verdict>)>> {
    let (clock, agent) = (Clock::start(patience), agent());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(HOSTS_AT_ONCE).build().map_err(io::Error::other)?;
    let ask = |url: &&'a str| {
        let verdict = ask_one(&agent, url, clock);
        asked();
        (*url, verdict)
    };
    Ok(pool.install(|| hosts.par_iter().flat_map_iter(|urls| urls.iter().map(ask)).collect()))
}

fn is_fresh(known: &Known, today: Date) -> bool {
    let age = Date::parse(&known.asked).map(|asked| asked.days_until(today));
    known.verdict == Verdict::Alive && age.is_ok_and(|days| (0..TRUST_DAYS).contains(&days))
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or(rest)
}

fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).user_agent(USER_AGENT).max_redirects(5).build().into()
}

/// `None` when there is no time left.
fn ask_one(agent: &Agent, url: &str, clock: Clock) -> Option<Verdict> {
    let head = agent.head(url).config().timeout_global(Some(clock.left()?)).build().call();
    match head.map(|answer| answer.status().as_u16()) {
        Ok(200..=399) => return Some(Verdict::Alive),
        Err(ureq::Error::Timeout(_) | ureq::Error::HostNotFound) => return Some(Verdict::Silent),
        // The head is enough for most; some servers only answer for the whole page.
        Ok(_) | Err(_) => {}
    }
    let get = agent.get(url).config().timeout_global(Some(clock.left()?)).build().call();
    Some(get.map_or(Verdict::Silent, |answer| judge(answer.status().as_u16())))
}

/// How much time there is for the next answer.
#[derive(Clone, Copy)]
struct Clock {
    deadline: Instant,
    answer: Duration,
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "an edge may look at the clock")]
    fn start(patience: Patience) -> Self {
        Self { deadline: Instant::now() + patience.total, answer: patience.answer }
    }

    #[expect(clippy::disallowed_methods, reason = "an edge may look at the clock")]
    fn left(self) -> Option<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        (!left.is_zero()).then(|| left.min(self.answer))
    }
}

fn judge(status: u16) -> Verdict {
    match status {
        200..=399 => Verdict::Alive,
        401 | 403 | 407 | 408 | 425 | 429 | 500.. => Verdict::Unclear(status),
        _ => Verdict::Dead(status),
    }
}

/// A cache that is missing or damaged is empty.
#[expect(clippy::disallowed_methods, reason = "this is an edge")]
fn read(file: &Path) -> Cache {
    std::fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "this is an edge")]
fn write(file: &Path, cache: &Cache) -> io::Result<()> {
    file.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::write(file, serde_json::to_vec_pretty(cache)?)
}
