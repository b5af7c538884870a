/** The demo of this lesson, a receipt a line (src/present/demo.ts): a race each, on targets that suit another. */
export default `
#en The rank bound decides: LoRA keeps 8 of 64 equal singular values, LoHa 16, LoKr is exact.
#ko 랭크 상한이 오차를 정합니다. 똑같은 특잇값 64개 가운데 LoRA는 8개, LoHa는 16개를 맞추고, LoKr는 정확히 맞춥니다.
present=figure-race&task=identity&seed=1
#en LoRA fits it exactly; LoHa may have twice the rank and misses more than a tenth.
#ko LoRA는 정확히 맞춥니다. LoHa는 랭크가 두 배까지 되는데도 오차가 0.1을 넘습니다.
present=figure-race&task=low-rank%3A8&seed=1
#en A Kronecker product, in blocks that LoKr does not have.
#ko 크로네커 곱이지만, 블록의 모양이 LoKr와 다릅니다.
present=figure-race&task=kron%3A8x8&seed=1
#en The same target, and LoKr in blocks of 8 × 8: 128 numbers, exactly.
#ko 같은 목표에 블록이 8 × 8인 LoKr: 파라미터 128개로 정확히 맞춥니다.
present=figure-race&task=kron%3A8x8&blocks=8x8&seed=1
#en A LoHa of this very size fits it exactly, and training does not find it.
#ko 바로 이 크기의 LoHa로 정확히 나타낼 수 있는데, 학습으로는 찾지 못합니다.
present=figure-race&task=hadamard%3A4&seed=1
`;
