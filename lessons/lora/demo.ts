/** The demo of this lesson, a receipt a line (src/lesson/present/demo.ts): the rank climbs, then the target changes. */
export default `
# The target has rank 8. One column of B and one row of A: one bar, and most of the error stays.
present=figure-adapter&rank=1&seed=1
# Four bars of eight.
present=figure-adapter&rank=4&seed=1
# The smallest rank that can reach this target.
present=figure-adapter&rank=8&seed=1
# The same rank on a Gaussian target: the spectrum hardly decays, so the floor is high.
present=figure-adapter&rank=8&task=gaussian&seed=1
# Both factors at zero: no gradient, and nothing ever moves.
present=figure-adapter&rank=4&init=zero&seed=1
`;
