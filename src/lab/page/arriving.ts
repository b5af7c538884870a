/** A receipt or a lesson in the address, as a notebook. */
export const notebookOfReceipt = (_query: URLSearchParams, _language: 'en' | 'ko'): Promise<string | null> =>
	Promise.resolve(null);
