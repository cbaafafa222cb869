//! The packs that the program ships must be usable and clean.

mod support;

use policy::{BASE, Pack, PackSource, compare, read_permissions, shipped, shipped_pack};
use std::path::Path;
use support::{read, told, vocabulary};

#[test]
fn every_shipped_pack_loads_without_errors() {
    let mut all = String::new();
    for source in shipped().iter().filter(|source| source.id != BASE) {
        let report = read(source);
        if !report.errors.is_empty() {
            all += &format!("\n{}:\n{}\n", source.id, told(&report.errors));
        }
    }
    assert!(all.is_empty(), "{all}");
}

#[test]
fn base_comes_first_among_the_shipped_packs_and_the_others_by_id() {
    let ids: Vec<&str> = shipped().iter().map(|source| source.id.as_str()).collect();
    let mut sorted = ids.clone();
    sorted.sort_by_key(|id| (*id != BASE, *id));
    assert_eq!(ids, sorted);
}

#[test]
fn a_pack_read_from_its_folder_is_the_one_that_is_embedded() {
    for embedded in shipped() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies").join(&embedded.id);
        let read = PackSource::from_folder(&folder).expect("the folder can be read");
        assert_eq!(&read, embedded);
    }
}

#[test]
fn the_permissions_of_base_can_be_read() {
    let base = shipped_pack(BASE).expect("base is shipped");
    let grants = read_permissions(base, &vocabulary()).unwrap_or_else(|errors| panic!("{}", told(&errors)));
    assert!(grants.iter().any(|grant| grant.functions.is_none()), "everyone may do something");
}

#[test]
fn any_two_shipped_packs_can_be_compared_and_the_other_way_round_says_the_same() {
    let packs: Vec<Pack> = shipped().iter().filter_map(|source| read(source).pack).collect();
    for (place, first) in packs.iter().enumerate() {
        for second in packs.iter().skip(place + 1) {
            let (there, back) = (compare(first, second), compare(second, first));
            assert_eq!(
                there.only_in_first.len(),
                back.only_in_second.len(),
                "{} and {}",
                first.id,
                second.id
            );
            assert_eq!(
                there.only_in_second.len(),
                back.only_in_first.len(),
                "{} and {}",
                first.id,
                second.id
            );
            assert!(!there.only_in_first.is_empty(), "{} and {} demand the same", first.id, second.id);
        }
    }
}
