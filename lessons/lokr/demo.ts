/** The demo of this lesson, a receipt a line (src/present/demo.ts): the ranks of the shapes, then training. */
export default `
#en Three shapes, 32 numbers each, measured.
#ko 모양은 세 가지, 파라미터는 모두 32개. 랭크를 잽니다.
present=figure-same-numbers&shown=true&seed=1
#en B low-rank, r = 2: rank 8 · 2.
#ko B가 저랭크이고 r = 2: 랭크 8 · 2.
present=figure-adapter&rank=2&seed=1
#en Both blocks full: 128 numbers, and the identity exactly.
#ko 두 블록을 모두 통째로: 파라미터 128개로 단위행렬을 정확히 학습합니다.
present=figure-adapter&rank=4&seed=1
#en Full rank, and a target of rank 8 that is no Kronecker product of these shapes.
#ko 랭크는 최대인데, 목표는 이 모양의 크로네커 곱이 아닌 랭크 8 행렬.
present=figure-adapter&rank=4&task=low-rank%3A8&seed=1
`;
