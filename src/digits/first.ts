/** The digit that the page opens with. */
export const FIRST_DIGIT = 3;
