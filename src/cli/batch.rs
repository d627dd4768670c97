//! Work on many items at once, in their order, holding a few of them at a time.

use anyhow::{Context, Result};
use rayon::ThreadPool;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// Items held at a time; fewer where they are large.
const ITEMS: usize = 256;
const BYTES: usize = 16 << 20;

/// Threads for grading: one a core where no number is given.
pub(super) fn pool(jobs: Option<u16>) -> Result<ThreadPool> {
    let builder = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from));
    builder.build().context("cannot start threads")
}

/// The next few items, by number and size; empty at the end.
pub(super) fn chunk<T>(items: &mut impl Iterator<Item = T>, bytes: impl Fn(&T) -> usize) -> Vec<T> {
    let mut chunk = Vec::new();
    let mut size = 0;
    while chunk.len() < ITEMS && size < BYTES {
        let Some(item) = items.next() else {
            break;
        };
        size += bytes(&item);
        chunk.push(item);
    }
    chunk
}

/// What `work` makes of each item, in the order of the items.
pub(super) fn map<T: Send, U: Send>(
    pool: &ThreadPool,
    items: Vec<T>,
    work: impl Fn(T) -> U + Sync + Send,
) -> Vec<U> {
    pool.install(|| items.into_par_iter().map(work).collect())
}
