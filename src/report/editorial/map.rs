//! Places → a grid in which each stands about where it lies: a map that gives every place the same room.

/// Cells for each place, so that the outline of the area stays to be seen.
const ROOM: f64 = 1.35;
/// A very long or very flat area is drawn as one this much longer than wide.
const LONGEST: f64 = 2.0;

/// Columns from west to east, rows from north to south.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    pub columns: usize,
    pub rows: usize,
    /// Column and row of each place, in the order of the places; no two are the same.
    pub cells: Vec<(usize, usize)>,
}

/// Lays out places given in degrees north and east.
///
/// Each takes the nearest free cell; then cells are exchanged as long as that brings places
/// nearer to where they lie.
pub fn lay_out(places: &[(f64, f64)]) -> Grid {
    let points = flatten(places);
    let (columns, rows) = size(&points);
    let (width, height) = extent(&points);
    let scale =
        |value: f64, whole: f64, cells: usize| if whole > 0.0 { value / whole * (cells - 1) as f64 } else { 0.0 };
    let wanted: Vec<(f64, f64)> =
        points.iter().map(|(x, y)| (scale(*x, width, columns), scale(*y, height, rows))).collect();
    let mut free: Vec<(usize, usize)> =
        (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row))).collect();
    let mut cells = Vec::new();
    for point in &wanted {
        let nearest = (0..free.len())
            .min_by(|a, b| distance(*point, free[*a]).total_cmp(&distance(*point, free[*b])))
            .expect("there are more cells than places");
        cells.push(free.swap_remove(nearest));
    }
    while improve(&wanted, &mut cells, &mut free) {}
    Grid { columns, rows, cells }
}

/// Longitude shrinks away from the equator; north is up. The north-western corner is the origin.
fn flatten(places: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let middle = places.iter().map(|(latitude, _)| latitude).sum::<f64>() / places.len().max(1) as f64;
    let narrow = middle.to_radians().cos();
    let west = places.iter().map(|(_, longitude)| *longitude).fold(f64::INFINITY, f64::min);
    let north = places.iter().map(|(latitude, _)| *latitude).fold(f64::NEG_INFINITY, f64::max);
    places.iter().map(|(latitude, longitude)| ((longitude - west) * narrow, north - latitude)).collect()
}

fn extent(points: &[(f64, f64)]) -> (f64, f64) {
    points.iter().fold((0.0, 0.0), |(width, height), (x, y)| (f64::max(width, *x), f64::max(height, *y)))
}

fn size(points: &[(f64, f64)]) -> (usize, usize) {
    let (width, height) = extent(points);
    let shape = if width > 0.0 && height > 0.0 { width / height } else { 1.0 };
    let cells = points.len() as f64 * ROOM;
    let columns = (cells * shape.clamp(1.0 / LONGEST, LONGEST)).sqrt().ceil().max(1.0);
    (columns as usize, (cells / columns).ceil().max(1.0) as usize)
}

/// Squared, so that one place far off weighs more than many a little off.
fn distance(point: (f64, f64), cell: (usize, usize)) -> f64 {
    (point.0 - cell.0 as f64).powi(2) + (point.1 - cell.1 as f64).powi(2)
}

/// Carries out every exchange that helps; `false` when none did.
fn improve(wanted: &[(f64, f64)], cells: &mut [(usize, usize)], free: &mut [(usize, usize)]) -> bool {
    /// Less than this is no gain, so that rounding cannot keep us exchanging for ever.
    const GAIN: f64 = 1e-9;
    let mut helped = false;
    for a in 0..cells.len() {
        for cell in free.iter_mut() {
            if distance(wanted[a], *cell) + GAIN < distance(wanted[a], cells[a]) {
                std::mem::swap(&mut cells[a], cell);
                helped = true;
            }
        }
        for b in a + 1..cells.len() {
            let now = distance(wanted[a], cells[a]) + distance(wanted[b], cells[b]);
            let exchanged = distance(wanted[a], cells[b]) + distance(wanted[b], cells[a]);
            if exchanged + GAIN < now {
                cells.swap(a, b);
                helped = true;
            }
        }
    }
    helped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_stay_on_their_side() {
        let grid = lay_out(&[(-7.0, 109.0), (-7.0, 109.4), (-7.4, 109.0), (-7.4, 109.4)]);
        let [north_west, north_east, south_west, south_east] = grid.cells[..] else { panic!("four places") };
        assert!(north_west.0 < north_east.0 && south_west.0 < south_east.0);
        assert!(north_west.1 < south_west.1 && north_east.1 < south_east.1);
    }

    #[test]
    fn places_on_one_spot_still_get_a_cell_each() {
        let grid = lay_out(&[(1.0, 2.0); 9]);
        let mut cells = grid.cells.clone();
        cells.sort_unstable();
        cells.dedup();
        assert_eq!(cells.len(), 9);
        assert!(cells.iter().all(|(column, row)| *column < grid.columns && *row < grid.rows));
    }
}
