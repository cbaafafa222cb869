//! How many municipalities each federation of an installation has.

/// Federations are of these sizes in turn.
const IN_TURN: [usize; 3] = [1, 4, 12];
/// From so many municipalities on one federation has so many.
const A_NATION: usize = 290;
const LARGEST: usize = 40;

/// The sizes of federations in the order in which they are made; the last but the largest is cut to what is left.
pub fn sizes_of(municipalities: usize) -> Vec<usize> {
    let largest = (municipalities >= A_NATION).then_some(LARGEST);
    let mut left = municipalities - largest.unwrap_or_default();
    let mut sizes = Vec::new();
    for size in IN_TURN.into_iter().cycle() {
        if left == 0 {
            break;
        }
        sizes.push(size.min(left));
        left -= size.min(left);
    }
    sizes.extend(largest);
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn federations_are_of_one_four_and_twelve_until_all_municipalities_have_one() {
        let cases: [(usize, &[usize]); 5] =
            [(1, &[1]), (3, &[1, 2]), (17, &[1, 4, 12]), (18, &[1, 4, 12, 1]), (0, &[])];
        for (municipalities, expected) in cases {
            assert_eq!(sizes_of(municipalities), expected, "{municipalities}");
        }
    }

    #[test]
    fn a_nation_has_one_federation_of_forty_and_the_small_ones_stay_the_same() {
        let sizes = sizes_of(290);
        assert_eq!(sizes.iter().sum::<usize>(), 290);
        assert_eq!((sizes.iter().max(), sizes.iter().filter(|size| **size == 40).count()), (Some(&40), 1));
        assert_eq!(sizes[..9], sizes_of(51)[..9]);
    }
}
