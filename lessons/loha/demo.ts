/** The demo of this lesson, a receipt a line (src/present/demo.ts): the masks, random, tied; then training. */
export default `
#en Blocks of ones and repeated identities, all nine terms.
#ko 블록과 반복: 항 아홉 개를 모두 더합니다.
present=figure-terms&terms=11.12.13.21.22.23.31.32.33&seed=1
#en Random factors do as well.
#ko 인수 행렬이 난수여도 랭크는 같습니다.
present=figure-terms&terms=11.12.13.21.22.23.31.32.33&source=random&seed=1
#en Tied ones do not: six.
#ko 묶으면 달라집니다. 랭크는 6입니다.
present=figure-terms&terms=11.12.13.21.22.23.31.32.33&source=tied&seed=1
#en Four by four on a Gaussian target: the rank jumps to 16, the error stays above the floor.
#ko r₁ = r₂ = 4, 가우스 난수 목표: 랭크는 16까지 커지고, 오차는 하한보다 큽니다.
present=figure-adapter&r1=4&r2=4&seed=1
#en A target that is a product of two masks of rank 4.
#ko 목표: 랭크 4인 두 마스크의 곱.
present=figure-adapter&r1=4&r2=4&task=hadamard%3A4&seed=1
`;
