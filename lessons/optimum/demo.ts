/** The demo of this lesson, a receipt a line (src/present/demo.ts): corners of the lattice; then training. */
export default `
#en Sixteen cells, and ten columns to pay for.
#ko 칸은 16개, 비용은 열 10개.
present=figure-lattice&target=16&r1=2&r2=8&seed=1
#en The square: the same sixteen for eight, and hyperbola and line touch there alone.
#ko 정사각형: 칸은 똑같이 16개인데 열은 8개면 됩니다. 쌍곡선과 직선이 이 한 점에서만 만납니다.
present=figure-lattice&target=16&r1=4&r2=4&shown=true&seed=1
#en Ten cells: four corners are cheapest, and none is a square.
#ko 칸 10개: 비용이 가장 작은 꼭짓점은 네 개이고, 정사각형은 없습니다.
present=figure-lattice&target=10&r1=3&r2=4&shown=true&seed=1
#en Four pairs of one cost on a target of rank 8: (1, 8) fits it, though its bound is the smallest.
#ko 비용이 같은 네 쌍, 목표는 랭크 8: (1, 8)은 상한이 가장 작은데도 정확히 맞춥니다.
present=figure-fit&fitTask=low-rank%3A8&seed=1
#en The same four on a Gaussian target: (1, 8) comes last.
#ko 같은 네 쌍, 가우스 난수 목표: (1, 8)의 오차가 가장 큽니다.
present=figure-fit&fitTask=gaussian&seed=1
`;
