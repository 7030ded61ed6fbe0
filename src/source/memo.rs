//! What was concluded from files, until they change.

use crate::vocabulary::SourcePath;
use rayon::prelude::*;
use std::sync::Arc;

/// Conclusions by file: `K` is all that a conclusion hangs on besides the path.
#[derive(Debug)]
pub struct Memo<K, T> {
    /// In path order.
    known: Vec<Known<K, T>>,
}

#[derive(Debug)]
struct Known<K, T> {
    path: SourcePath,
    key: K,
    conclusion: Arc<T>,
}

impl<K, T> Default for Memo<K, T> {
    fn default() -> Self {
        Self { known: Vec::new() }
    }
}

impl<K: PartialEq + Send + Sync, T: Send + Sync> Memo<K, T> {
    /// What `conclude` says of each of these files, which come in path order; it is asked, in parallel, only
    /// where a key is new. All other files are forgotten.
    pub fn of_each<F: Send>(
        &mut self,
        files: Vec<(&SourcePath, K, F)>,
        conclude: impl Fn(&SourcePath, &K, F) -> T + Sync,
    ) -> impl Iterator<Item = &Arc<T>> {
        let mut before = std::mem::take(&mut self.known).into_iter().peekable();
        let recall = |(path, key, file): (&SourcePath, K, F)| {
            while before.next_if(|known| known.path < *path).is_some() {}
            match before.next_if(|known| known.path == *path).filter(|known| known.key == key) {
                Some(known) => Ok(known),
                None => Err((path.clone(), key, file)),
            }
        };
        let recalled: Vec<_> = files.into_iter().map(recall).collect();
        let concluded = recalled.into_par_iter().map(|recalled| {
            recalled.unwrap_or_else(|(path, key, file)| {
                let conclusion = Arc::new(conclude(&path, &key, file));
                Known { path, key, conclusion }
            })
        });
        self.known = concluded.collect();
        self.known.iter().map(|known| &known.conclusion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn only_what_changed_is_concluded_anew() {
        let (a, b) = (SourcePath::new("a").unwrap(), SourcePath::new("b").unwrap());
        let asked = AtomicUsize::new(0);
        let mut memo = Memo::default();
        let mut check = |files: &[(&SourcePath, u32)], expected: usize, conclusions: &[u32]| {
            asked.store(0, Ordering::Relaxed);
            let files = files.iter().map(|(path, key)| (*path, *key, ())).collect();
            let double = |_: &SourcePath, key: &u32, ()| {
                asked.fetch_add(1, Ordering::Relaxed);
                key * 2
            };
            let found: Vec<u32> = memo.of_each(files, double).map(|conclusion| **conclusion).collect();
            assert_eq!((asked.load(Ordering::Relaxed), found.as_slice()), (expected, conclusions));
        };
        check(&[(&a, 1), (&b, 2)], 2, &[2, 4]);
        check(&[(&a, 1), (&b, 3)], 1, &[2, 6]);
        check(&[(&b, 3)], 0, &[6]);
        check(&[(&a, 1), (&b, 3)], 1, &[2, 6]);
    }
}
