/** The demo of this lesson, a receipt a line (src/present/demo.ts): the rank climbs, then the target changes. */
export default `
#en The target has rank 8. One column of B and one row of A: one bar, and most of the error stays.
#ko 목표의 랭크는 8입니다. B의 열 하나와 A의 행 하나: 막대 하나만 올라오고 오차는 대부분 남습니다.
present=figure-adapter&rank=1&seed=1
#en Four bars of eight.
#ko 막대 여덟 개 가운데 네 개.
present=figure-adapter&rank=4&seed=1
#en The smallest rank that can reach this target.
#ko 이 목표를 정확히 나타낼 수 있는 가장 작은 랭크.
present=figure-adapter&rank=8&seed=1
#en The same rank on a Gaussian target: the spectrum hardly decays, so the floor is high.
#ko 같은 랭크, 가우스 난수 목표: 특잇값이 거의 줄어들지 않아 하한이 높습니다.
present=figure-adapter&rank=8&task=gaussian&seed=1
#en Both factors at zero: no gradient, and nothing ever moves.
#ko 두 인수 행렬이 모두 0: 그래디언트가 없고, 아무것도 움직이지 않습니다.
present=figure-adapter&rank=4&init=zero&seed=1
`;
