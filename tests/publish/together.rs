//! Two real builds that want the same output folder.

use super::program::{Project, clean, said, tree};
use kentongan::publish::Publication;
use std::thread;

#[test]
fn builds_at_once_come_one_after_the_other() {
    let (one, other) = (Project::new(0), Project::new(1));
    let (first, second) = (clean(0), clean(1));
    for _ in 0..6 {
        let output = one.public();
        let built = thread::scope(|scope| {
            let builds = [&one, &other].map(|project| scope.spawn(|| project.build_into(&output)));
            builds.map(|build| build.join().unwrap())
        });
        for output in &built {
            assert_eq!(output.status.code(), Some(0), "{}", said(output));
        }
        let published = tree(&output);
        assert!(published == first || published == second, "a mixture of both");
    }
}

#[test]
fn who_waits_too_long_is_told_who_is_at_work() {
    let project = Project::new(0);
    let _holder = Publication::open(project.root(), &project.public()).unwrap();
    let refused = project.build_into(&project.public());
    let said = said(&refused);
    assert_eq!(refused.status.code(), Some(3), "{said}");
    assert!(said.contains(&format!("sedang diisi oleh kentongan lain (proses {})", std::process::id())), "{said}");
    assert!(!project.public().exists());
}

#[test]
fn a_build_that_was_killed_holds_no_lock() {
    let project = Project::new(0);
    let mut child = project.command(&project.public()).spawn().unwrap();
    while !project.root().join(".public.staging/builder").exists() && child.try_wait().unwrap().is_none() {
        thread::yield_now();
    }
    let _ = child.kill();
    child.wait().unwrap();
    project.build();
    assert!(tree(&project.public()) == clean(0));
}
