/** The demo of this lesson, a receipt a line (src/lesson/present/demo.ts): the ranks of the shapes, then training. */
export default `
# Three shapes, 32 numbers each, measured.
present=figure-same-numbers&shown=true&seed=1
# B low-rank, r = 2: rank 8 · 2.
present=figure-adapter&rank=2&seed=1
# Both blocks full: 128 numbers, and the identity exactly.
present=figure-adapter&rank=4&seed=1
# Full rank, and a target of rank 8 that is no Kronecker product of these shapes.
present=figure-adapter&rank=4&task=low-rank%3A8&seed=1
`;
