/** The demo of this lesson, a receipt a line (src/present/demo.ts): queries alone, then values, then all layers. */
export default `
#en Queries alone: the adapter can move shares of attention, and little else.
#ko 쿼리에만 붙였습니다. 어텐션의 비율만 옮길 수 있습니다.
present=figure-decoder&modules=q&seed=1
#en Values: what is passed on changes.
#ko 값에 붙였습니다. 전달하는 내용이 바뀝니다.
present=figure-decoder&modules=v&seed=1
#en All layers at rank 1: fewer numbers than queries and values at rank 4, and a lower loss?
#ko 모든 층에 랭크 1로 붙였습니다. 랭크 4인 쿼리와 값보다 파라미터가 적습니다. 손실은 어떨까요?
present=figure-decoder&rank=1&seed=1
`;
