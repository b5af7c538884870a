/** @param sentence as it stands on the page @returns as a title: without the stop at its end */
export const titleOf = (sentence: string): string => sentence.replace(/\.$/, '');
