/** The demo of this lesson, a receipt a line (src/lesson/present/demo.ts): a race each, on targets that suit another. */
export default `
# The rank bound decides: LoRA keeps 8 of 64 equal singular values, LoHa 16, LoKr is exact.
present=figure-race&task=identity&seed=1
# LoRA fits it exactly; LoHa may have twice the rank and misses more than a tenth.
present=figure-race&task=low-rank%3A8&seed=1
# A Kronecker product, in blocks that LoKr does not have.
present=figure-race&task=kron%3A8x8&seed=1
# The same target, and LoKr in blocks of 8 × 8: 128 numbers, exactly.
present=figure-race&task=kron%3A8x8&blocks=8x8&seed=1
# A LoHa of this very size fits it exactly, and training does not find it.
present=figure-race&task=hadamard%3A4&seed=1
`;
