/** A number in the path of a drawing: for the browser, not for readers. */
export const coordinate = (x: number, places = 2): string => String(Number(x.toFixed(places)));
