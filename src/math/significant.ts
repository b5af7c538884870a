/** Rounding to significant digits. How a page writes a number is another thing: src/components/numbers. */

/** @param digits 1 to 100 @returns the nearest number of so many significant digits; NaN and infinities as they are */
export const significant = (x: number, digits: number): number => Number(x.toPrecision(digits));
