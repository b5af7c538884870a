/** Of ten shares the largest, and whose it is; null where there are none. */
export function likeliest(
	shares: readonly number[] | null
): { readonly digit: number; readonly share: number } | null {
	if (!shares || shares.length === 0) return null;
	const share = Math.max(...shares);
	return { digit: shares.indexOf(share), share };
}
