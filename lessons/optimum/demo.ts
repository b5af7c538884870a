/** The demo of this lesson, a receipt a line (src/lesson/present/demo.ts): corners of the lattice; then training. */
export default `
# Sixteen cells, and ten columns to pay for.
present=figure-lattice&target=16&r1=2&r2=8&seed=1
# The square: the same sixteen for eight, and hyperbola and line touch there alone.
present=figure-lattice&target=16&r1=4&r2=4&shown=true&seed=1
# Ten cells: four corners are cheapest, and none is a square.
present=figure-lattice&target=10&r1=3&r2=4&shown=true&seed=1
# Four pairs of one cost on a target of rank 8: (1, 8) fits it, though its bound is the smallest.
present=figure-fit&fitTask=low-rank%3A8&seed=1
# The same four on a Gaussian target: (1, 8) comes last.
present=figure-fit&fitTask=gaussian&seed=1
`;
