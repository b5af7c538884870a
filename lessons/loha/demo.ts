/** The demo of this lesson, a receipt a line (src/lesson/present/demo.ts): the masks, random, tied; then training. */
export default `
# Blocks of ones and repeated identities, all nine terms.
present=figure-terms&terms=11.12.13.21.22.23.31.32.33&seed=1
# Random factors do as well.
present=figure-terms&terms=11.12.13.21.22.23.31.32.33&source=random&seed=1
# Tied ones do not: six.
present=figure-terms&terms=11.12.13.21.22.23.31.32.33&source=tied&seed=1
# Four by four on a Gaussian target: the rank jumps to 16, the error stays above the floor.
present=figure-adapter&rank=4&rank2=4&seed=1
# A target that is a product of two masks of rank 4.
present=figure-adapter&rank=4&rank2=4&task=hadamard%3A4&seed=1
`;
